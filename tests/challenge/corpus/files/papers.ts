// Papers that go with a visit: discharge (XML7), referral (XML13) and re-exam slip (XML14); they say what XML1 says.
import { type Fields, type PlainClaim, read } from '../../model/claim.ts';
import { dutyDoctor } from '../registers/facilities.ts';

export type Paper = { readonly kind: string; readonly root: string; readonly fields: Fields };

const STAYS = ['03', '04', '06', '09'];
const REFERRED = '2';

const taken = (head: Fields, names: string): Fields =>
  Object.fromEntries(names.split(' ').map((name) => [name, read(head, name)]));

const discharge = (head: Fields): Paper => ({
  kind: 'XML7',
  root: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN',
  fields: {
    MA_LK: read(head, 'MA_LK'),
    SO_LUU_TRU: read(head, 'MA_HSBA'),
    MA_YTE: read(head, 'MA_BN'),
    MA_KHOA_RV: read(head, 'MA_KHOA'),
    ...taken(head, 'NGAY_VAO NGAY_RA'),
    MA_DINH_CHI_THAI: '0',
    CHAN_DOAN_RV: read(head, 'CHAN_DOAN_RV'),
    PP_DIEUTRI: read(head, 'PP_DIEU_TRI'),
    MA_TTDV: read(head, 'MA_TTDV'),
    MA_BS: '6600000002',
    TEN_BS: 'BS Trần Trực',
    NGAY_CT: read(head, 'NGAY_RA').slice(0, 8),
  },
});

/** QD 4750 names the two facilities otherwise than QD 3176: hospitals send either. */
const ends = (head: Fields): Fields => {
  const isOld = Number(read(head, 'MA_LK').slice(-1)) % 2 === 1;
  const [from, to] = [read(head, 'MA_CSKCB'), read(head, 'MA_NOI_DEN')];
  return isOld ? { MA_NOI_DI: from, MA_NOI_DEN: to } : { MA_CSKCB_DI: from, MA_CSKCB_DEN: to };
};

const referral = (head: Fields): Paper => ({
  kind: 'XML13',
  root: 'CHI_TIEU_GIAYCHUYENTUYEN',
  fields: {
    MA_LK: read(head, 'MA_LK'),
    SO_HOSO: read(head, 'MA_HSBA'),
    SO_CHUYENTUYEN: `CT-${read(head, 'MA_HSBA')}`,
    GIAY_CHUYEN_TUYEN: read(head, 'GIAY_CHUYEN_TUYEN'),
    MA_CSKCB: read(head, 'MA_CSKCB'),
    ...ends(head),
    ...taken(head, 'HO_TEN NGAY_SINH GIOI_TINH MA_QUOCTICH MA_DANTOC MA_NGHE_NGHIEP DIA_CHI MA_THE_BHYT GT_THE_DEN'),
    ...taken(head, 'NGAY_VAO NGAY_VAO_NOI_TRU NGAY_RA'),
    DAU_HIEU_LS: 'Đau, sốt',
    CHAN_DOAN_RV: read(head, 'CHAN_DOAN_RV'),
    QT_BENHLY: 'Theo bệnh án',
    TOMTAT_KQ: 'Kèm theo',
    PP_DIEUTRI: read(head, 'PP_DIEU_TRI'),
    ...taken(head, 'MA_BENH_CHINH MA_LOAI_RV'),
    MA_LYDO_CT: '1',
    HUONG_DIEU_TRI: 'Điều trị tiếp',
    MA_BAC_SI: dutyDoctor(read(head, 'MA_CSKCB')),
    MA_TTDV: read(head, 'MA_TTDV'),
  },
});

const appointment = (head: Fields): Paper => ({
  kind: 'XML14',
  root: 'CHI_TIEU_GIAYHEN_KHAMLAI',
  fields: {
    MA_LK: read(head, 'MA_LK'),
    SO_GIAYHEN_KL: `HK-${read(head, 'MA_HSBA')}`,
    ...taken(head, 'MA_CSKCB HO_TEN NGAY_SINH GIOI_TINH DIA_CHI MA_THE_BHYT GT_THE_DEN'),
    ...taken(head, 'NGAY_VAO NGAY_VAO_NOI_TRU NGAY_RA'),
    NGAY_HEN_KL: read(head, 'NGAY_TAI_KHAM'),
    ...taken(head, 'CHAN_DOAN_RV MA_BENH_CHINH MA_DOITUONG_KCB'),
    MA_BAC_SI: dutyDoctor(read(head, 'MA_CSKCB')),
    MA_TTDV: read(head, 'MA_TTDV'),
    NGAY_CT: read(head, 'NGAY_RA').slice(0, 8),
  },
});

export const papersOf = ({ head }: PlainClaim): readonly Paper[] => [
  ...(STAYS.includes(read(head, 'MA_LOAI_KCB')) ? [discharge(head)] : []),
  ...(read(head, 'MA_LOAI_RV') === REFERRED ? [referral(head)] : []),
  ...(read(head, 'NGAY_TAI_KHAM') === '' ? [] : [appointment(head)]),
];
