import { reject } from '@ansinh/contracts/catalogue/problems';
import { Catalogue, CatalogueEntry, CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import { LocalDateText, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { XLSX_TYPE } from '../../files/media-type';
import { route, workRoute } from '../../kit';
import { requireOwnLists, uploadCatalogue } from './catalogue.commands';
import { LISTING, READING, UPLOADING } from './catalogue.examples';
import { findCatalogue, listCatalogues, listEntries } from './catalogue.views';
import { CATALOGUE_LIMITS } from './file/sent-row';
import { listChanges } from './list-change.views';

const FILE_LIMIT_BYTES = 20_000_000;
const Lists = z.object({ facilityCode: FacilityCode });
const List = Lists.extend({ kind: CatalogueKind });
/** Day on which a list counts; today in Viet Nam when absent. */
const OnDay = z.object({ date: LocalDateText.optional() });

const uploadRoute = workRoute({
  method: 'post',
  path: '/v1/facilities/:facilityCode/catalogues/:kind',
  summary: 'Upload a whole list of what a facility may use (files 01-06/DM), in force from a day on',
  description:
    'A facility uploads its own by itself, an officer those of any by two persons. A JSON array of rows, one JSON object a line, CSV in UTF-8 with the columns in its first line, or the first sheet of a workbook (XLSX) that is shown. Columns have their national names: MA_THUOC, TEN_THUOC, SO_DANG_KY, TT_THAU, DON_GIA_BH or DON_GIA, TYLE_TT_BH, PHAM_VI, SO_LUONG, TU_NGAY, DEN_NGAY for drugs (03/DM); MA_DICH_VU, TEN_DICH_VU, DON_GIA_BH, GIA_THANH_TOAN or DON_GIA and GIOI_TINH, TUOI_TU, TUOI_DEN for services (05/DM); MA_VAT_TU, TEN_VAT_TU, TT_THAU, DON_GIA_BH or DON_GIA for supplies (04/DM); MACCHN, HO_TEN and TU_GIO, DEN_GIO or THOIGIAN_NGAY for staff (02/DM); MA_MAY for machines (06/DM); MA_GIUONG for beds. Other columns are not read. Claims are held against the list of the day of each order.',
  tag: 'Catalogues',
  permission: 'catalogue:upload',
  params: List,
  query: z.object({ validFrom: LocalDateText }),
  rawBody: {
    contentTypes: ['application/json', 'application/x-ndjson', 'text/csv', XLSX_TYPE],
    limitBytes: FILE_LIMIT_BYTES,
    limits: CATALOGUE_LIMITS,
  },
  reply: Catalogue,
  status: 201,
  problems: ['catalogue.rows-invalid', 'catalogue.unreadable', 'request.not-found', 'request.too-complex'],
  // A facility answers for its own lists; what an officer changes of them decides what it is paid.
  twoPersons: {
    decide: 'approval:decide',
    alone: ['facility'],
    now: (tx, { params: { facilityCode, kind }, query }) =>
      findCatalogue(tx.db, { facilityCode, kind }, query.validFrom),
    rows: (tx, { params, query, body }) => listChanges(tx.db, { ...params, ...query, content: body }),
  },
  example: UPLOADING,
  handle: (context, { params, query, body }) => uploadCatalogue(context, { ...params, ...query, content: body }),
});

const listsRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode/catalogues',
  summary: 'List the catalogues of a facility that count on a day; a facility reads its own',
  tag: 'Catalogues',
  permission: 'claim:read',
  params: Lists,
  query: OnDay,
  reply: z.array(Catalogue),
  problems: ['request.not-found'],
  example: LISTING,
  handle: (tx, { params, query }) => {
    requireOwnLists(tx.by, params.facilityCode);
    return listCatalogues(tx.db, params.facilityCode, query.date ?? vietNamDate(tx.now));
  },
});

const entriesRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode/catalogues/:kind',
  summary: 'Read the rows of the catalogue that counts on a day; a facility reads its own',
  tag: 'Catalogues',
  permission: 'claim:read',
  params: List,
  query: PageQuery.extend(OnDay.shape),
  reply: pageOf(CatalogueEntry).extend({ catalogue: Catalogue }),
  problems: ['request.not-found'],
  example: READING,
  handle: async (tx, { params, query }) => {
    const { facilityCode, kind } = params;
    requireOwnLists(tx.by, facilityCode);
    const catalogue = await findCatalogue(tx.db, { facilityCode, kind }, query.date ?? vietNamDate(tx.now));
    if (catalogue === undefined) throw reject('request.not-found', { facilityCode, kind });
    return { catalogue, ...(await listEntries(tx.db, catalogue.catalogueId, query)) };
  },
});

export const catalogueRoutes = [uploadRoute, listsRoute, entriesRoute];
