import { COMMUNE_CODE, HOSPITAL, NOW, PATIENT_CARD, PENSIONER, VISIT } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;
const { encounterKey: key, total, coPayment, fundPays } = VISIT;
const DOCTOR = '264004/ĐL-GPHN';
const ARRIVED = '202609140742';
const LEFT = '202609141035';
const DIAGNOSIS = 'Đái tháo đường típ 2, không có biến chứng';

const digits = (date: string): string => date.replaceAll('-', '');
/** Written in lines to be read, sent in one. */
const inOneLine = (xml: string): string => xml.replace(/\n */g, '');

const SUMMARY = inOneLine(`<TONG_HOP>
  <MA_LK>${key}</MA_LK><STT>1</STT><MA_BN>BN16904567</MA_BN><HO_TEN>${PENSIONER.fullName}</HO_TEN>
  <SO_CCCD>${PENSIONER.personalId}</SO_CCCD><NGAY_SINH>${digits(PENSIONER.birthDate)}0000</NGAY_SINH><GIOI_TINH>2</GIOI_TINH>
  <NHOM_MAU/><MA_QUOCTICH>000</MA_QUOCTICH><MA_DANTOC>01</MA_DANTOC><MA_NGHE_NGHIEP>00000</MA_NGHE_NGHIEP>
  <DIA_CHI>12 Lê Duẩn, phường Buôn Ma Thuột</DIA_CHI><MATINH_CU_TRU>66</MATINH_CU_TRU><MAHUYEN_CU_TRU/>
  <MAXA_CU_TRU>${COMMUNE_CODE}</MAXA_CU_TRU><DIEN_THOAI>0905234567</DIEN_THOAI>
  <MA_THE_BHYT>${PATIENT_CARD.cardNumber}</MA_THE_BHYT><MA_DKBD>${PATIENT_CARD.initialFacilityCode}</MA_DKBD>
  <GT_THE_TU>${digits(PATIENT_CARD.validFrom)}</GT_THE_TU><GT_THE_DEN>${digits(PATIENT_CARD.validTo)}</GT_THE_DEN>
  <NGAY_MIEN_CCT/><LY_DO_VV>Khám theo hẹn</LY_DO_VV><LY_DO_VNT/><MA_LY_DO_VNT/>
  <CHAN_DOAN_VAO>${DIAGNOSIS}</CHAN_DOAN_VAO><CHAN_DOAN_RV>${DIAGNOSIS}</CHAN_DOAN_RV><MA_BENH_CHINH>E11.9</MA_BENH_CHINH>
  <MA_BENH_KT/><MA_BENH_YHCT/><MA_PTTT_QT/><MA_DOITUONG_KCB>1.1</MA_DOITUONG_KCB><MA_NOI_DI/><MA_NOI_DEN/><MA_TAI_NAN/>
  <NGAY_VAO>${ARRIVED}</NGAY_VAO><NGAY_VAO_NOI_TRU/><NGAY_RA>${LEFT}</NGAY_RA><GIAY_CHUYEN_TUYEN/>
  <SO_NGAY_DTRI>0</SO_NGAY_DTRI><PP_DIEU_TRI/><KET_QUA_DTRI>2</KET_QUA_DTRI><MA_LOAI_RV>1</MA_LOAI_RV><GHI_CHU/>
  <NGAY_TTOAN>202609141050</NGAY_TTOAN><T_THUOC>34155.80</T_THUOC><T_VTYT>0.00</T_VTYT>
  <T_TONGCHI_BV>${total}</T_TONGCHI_BV><T_TONGCHI_BH>${total}</T_TONGCHI_BH><T_BNTT>0.00</T_BNTT>
  <T_BNCCT>${coPayment}</T_BNCCT><T_BHTT>${fundPays}</T_BHTT><T_NGUONKHAC>0.00</T_NGUONKHAC>
  <T_BHTT_GDV>${fundPays}</T_BHTT_GDV><NAM_QT>2026</NAM_QT><THANG_QT>09</THANG_QT><MA_LOAI_KCB>01</MA_LOAI_KCB>
  <MA_KHOA>K01</MA_KHOA><MA_CSKCB>${facilityCode}</MA_CSKCB><MA_KHUVUC/><CAN_NANG>58.50</CAN_NANG><CAN_NANG_CON/>
  <NAM_NAM_LIEN_TUC/><NGAY_TAI_KHAM/><MA_HSBA>HS${key}</MA_HSBA><MA_TTDV>6600000001</MA_TTDV><DU_PHONG/>
</TONG_HOP>`);

const NO_OTHER_SOURCE = `<T_NGUONKHAC_NSNN>0.00</T_NGUONKHAC_NSNN><T_NGUONKHAC_VTNN>0.00</T_NGUONKHAC_VTNN>
  <T_NGUONKHAC_VTTN>0.00</T_NGUONKHAC_VTTN><T_NGUONKHAC_CL>0.00</T_NGUONKHAC_CL><T_NGUONKHAC>0.00</T_NGUONKHAC>`;

/** The dose is written for one day and 28 tablets were given: the appraisal asks why. */
const DRUGS = inOneLine(`<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC>
  <MA_LK>${key}</MA_LK><STT>1</STT><MA_THUOC>40.807</MA_THUOC><MA_PP_CHEBIEN/><MA_CSKCB_THUOC/><MA_NHOM>4</MA_NHOM>
  <TEN_THUOC>Metformin Mẫu 850</TEN_THUOC><DON_VI_TINH>Viên</DON_VI_TINH><HAM_LUONG>850mg</HAM_LUONG>
  <DUONG_DUNG>1.01</DUONG_DUNG><DANG_BAO_CHE>Viên nén</DANG_BAO_CHE>
  <LIEU_DUNG>1 viên/lần * 2 lần/ngày * 1 ngày [2 viên/ngày]</LIEU_DUNG><CACH_DUNG>Uống sau ăn</CACH_DUNG>
  <SO_DANG_KY>VD-90005-26</SO_DANG_KY><TT_THAU>112/QD-SYT;G1;N2;2026</TT_THAU><PHAM_VI>1</PHAM_VI>
  <TYLE_TT_BH>100</TYLE_TT_BH><SO_LUONG>28</SO_LUONG><DON_GIA>1219.85</DON_GIA><THANH_TIEN_BV>34155.80</THANH_TIEN_BV>
  <THANH_TIEN_BH>34155.80</THANH_TIEN_BH>${NO_OTHER_SOURCE}
  <MUC_HUONG>80</MUC_HUONG><T_BNTT>0.00</T_BNTT><T_BNCCT>6831.16</T_BNCCT><T_BHTT>27324.64</T_BHTT><MA_KHOA>K01</MA_KHOA>
  <MA_BAC_SI>${DOCTOR}</MA_BAC_SI><MA_DICH_VU/><NGAY_YL>202609141012</NGAY_YL><NGAY_TH_YL>202609141022</NGAY_TH_YL>
  <MA_PTTT>1</MA_PTTT><NGUON_CTRA>1</NGUON_CTRA><VET_THUONG_TP/><DU_PHONG/>
</CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`);

type Service = {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly group: number;
  readonly price: number;
  readonly coPayment: string;
  readonly fundPays: string;
  readonly times: readonly [ordered: string, done: string, result: string];
};

const serviceRow = ({ row, code, name, group, price, times, ...pays }: Service): string => `<CHI_TIET_DVKT>
  <MA_LK>${key}</MA_LK><STT>${row}</STT><MA_DICH_VU>${code}</MA_DICH_VU><MA_PTTT_QT/><MA_VAT_TU/><MA_NHOM>${group}</MA_NHOM>
  <GOI_VTYT/><TEN_VAT_TU/><TEN_DICH_VU>${name}</TEN_DICH_VU><MA_XANG_DAU/><DON_VI_TINH>Lần</DON_VI_TINH><PHAM_VI>1</PHAM_VI>
  <SO_LUONG>1</SO_LUONG><DON_GIA_BV>${price}</DON_GIA_BV><DON_GIA_BH>${price}</DON_GIA_BH><TT_THAU/>
  <TYLE_TT_DV>100</TYLE_TT_DV><TYLE_TT_BH>100</TYLE_TT_BH><THANH_TIEN_BV>${price}.00</THANH_TIEN_BV>
  <THANH_TIEN_BH>${price}.00</THANH_TIEN_BH><T_TRANTT/><MUC_HUONG>80</MUC_HUONG>${NO_OTHER_SOURCE}
  <T_BNTT>0.00</T_BNTT><T_BNCCT>${pays.coPayment}</T_BNCCT><T_BHTT>${pays.fundPays}</T_BHTT><MA_KHOA>K01</MA_KHOA><MA_GIUONG/>
  <MA_BAC_SI>${DOCTOR}</MA_BAC_SI><NGUOI_THUC_HIEN>${DOCTOR}</NGUOI_THUC_HIEN><MA_BENH>E11.9</MA_BENH><MA_BENH_YHCT/>
  <NGAY_YL>${times[0]}</NGAY_YL><NGAY_TH_YL>${times[1]}</NGAY_TH_YL><NGAY_KQ>${times[2]}</NGAY_KQ><MA_PTTT>1</MA_PTTT>
  <VET_THUONG_TP/><PP_VO_CAM/><VI_TRI_TH_DVKT/><MA_MAY/><MA_HIEU_SP/><TAI_SU_DUNG/><DU_PHONG/>
</CHI_TIET_DVKT>`;

const EXAMINATIONS: readonly Service[] = [
  {
    row: 1,
    code: '02.1896',
    name: 'Khám Nội',
    group: 13,
    price: 45_000,
    coPayment: '9000.00',
    fundPays: '36000.00',
    times: ['202609140747', '202609140757', ''],
  },
  {
    row: 2,
    code: '23.0083.1523',
    name: 'Định lượng HbA1c [Máu]',
    group: 1,
    price: 104_000,
    coPayment: '20800.00',
    fundPays: '83200.00',
    times: ['202609140759', '202609140809', '202609140915'],
  },
  {
    row: 3,
    code: '18.0052.0004',
    name: 'Siêu âm Doppler tim, van tim',
    group: 2,
    price: 233_000,
    coPayment: '46600.00',
    fundPays: '186400.00',
    times: ['202609140801', '202609140930', '202609140950'],
  },
];

const SERVICES = inOneLine(`<CHITIEU_CHITIET_DVKT_VTYT><DSACH_CHI_TIET_DVKT>
  ${EXAMINATIONS.map(serviceRow).join('')}
</DSACH_CHI_TIET_DVKT></CHITIEU_CHITIET_DVKT_VTYT>`);

const LABORATORY = inOneLine(`<CHITIEU_CHITIET_DICHVUCANLAMSANG><DSACH_CHI_TIET_CLS><CHI_TIET_CLS>
  <MA_LK>${key}</MA_LK><STT>1</STT><MA_DICH_VU>23.0083.1523</MA_DICH_VU><MA_CHI_SO/><TEN_CHI_SO>HbA1c</TEN_CHI_SO>
  <GIA_TRI>7.1</GIA_TRI><DON_VI_DO>%</DON_VI_DO><MO_TA/><KET_LUAN/><NGAY_KQ>202609140915</NGAY_KQ>
  <MA_BS_DOC_KQ>${DOCTOR}</MA_BS_DOC_KQ><DU_PHONG/>
</CHI_TIET_CLS></DSACH_CHI_TIET_CLS></CHITIEU_CHITIET_DICHVUCANLAMSANG>`);

const NOTES = inOneLine(`<CHITIEU_CHITIET_DIENBIENLAMSANG><DSACH_CHI_TIET_DIEN_BIEN_BENH><CHI_TIET_DIEN_BIEN_BENH>
  <MA_LK>${key}</MA_LK><STT>1</STT><DIEN_BIEN_LS>M 76 lần/phút, HA 130/80 mmHg. Bệnh tỉnh, tiếp xúc tốt.</DIEN_BIEN_LS>
  <GIAI_DOAN_BENH/><HOI_CHAN/><PHAU_THUAT/><THOI_DIEM_DBLS>202609140752</THOI_DIEM_DBLS>
  <NGUOI_THUC_HIEN>${DOCTOR}</NGUOI_THUC_HIEN><DU_PHONG/>
</CHI_TIET_DIEN_BIEN_BENH></DSACH_CHI_TIET_DIEN_BIEN_BENH></CHITIEU_CHITIET_DIENBIENLAMSANG>`);

const fileOf = ([type, xml]: readonly [string, string]): string => `
        <FILEHOSO>
          <LOAIHOSO>${type}</LOAIHOSO>
          <NOIDUNGFILE>${Buffer.from(xml).toString('base64')}</NOIDUNGFILE>
        </FILEHOSO>`;

const TABLES = Object.entries({ XML1: SUMMARY, XML2: DRUGS, XML3: SERVICES, XML4: LABORATORY, XML5: NOTES });

const CLAIM_FILE = `<?xml version="1.0" encoding="utf-8"?>
<GIAMDINHHS>
  <THONGTINDONVI>
    <MACSKCB>${facilityCode}</MACSKCB>
  </THONGTINDONVI>
  <THONGTINHOSO>
    <NGAYLAP>20261005</NGAYLAP>
    <SOLUONGHOSO>1</SOLUONGHOSO>
    <DANHSACHHOSO>
      <HOSO>${TABLES.map(fileOf).join('')}
      </HOSO>
    </DANHSACHHOSO>
  </THONGTINHOSO>
  <CHUKYDONVI></CHUKYDONVI>
</GIAMDINHHS>
`;

export const RECEIVED = {
  submissionId: '01a109ae-99c0-7d02-8b1c-5d2f3a4b6c42',
  receivedAt: NOW,
  duplicate: false,
  claims: [{ claimId: VISIT.claimId, encounterKey: key, status: 'received' }],
} as const;

/** One visit; the signature (CHUKYDONVI) is left out, because it is of the day and of the hospital. */
export const SUBMITTING = { file: { contentType: 'application/xml', text: CLAIM_FILE }, reply: RECEIVED } as const;
