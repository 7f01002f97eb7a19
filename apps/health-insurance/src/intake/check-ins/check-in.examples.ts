import { HOSPITAL, PATIENT_CARD, PENSIONER, VISIT } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;
const { personalId, fullName, participantId } = PENSIONER;
const ENCOUNTER_KEY = 'KB261005000042';

/** She comes again, and was let in ten minutes ago. */
const CHECK_IN = `<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB><TRANG_THAI_KCB>
<MA_LK>${ENCOUNTER_KEY}</MA_LK><STT>1</STT><MA_BN>BN16904567</MA_BN><HO_TEN>${fullName}</HO_TEN><SO_CCCD>${personalId}</SO_CCCD>
<NGAY_SINH>196905100000</NGAY_SINH><GIOI_TINH>2</GIOI_TINH><MA_THE_BHYT>${PATIENT_CARD.cardNumber}</MA_THE_BHYT>
<MA_DKBD>${PATIENT_CARD.initialFacilityCode}</MA_DKBD><GT_THE_TU>20260101</GT_THE_TU><GT_THE_DEN>20261231</GT_THE_DEN>
<MA_DOITUONG_KCB>1.1</MA_DOITUONG_KCB><NGAY_VAO>202610050820</NGAY_VAO><NGAY_VAO_NOI_TRU/><LY_DO_VNT/><MA_LY_DO_VNT/>
<MA_LOAI_KCB>01</MA_LOAI_KCB><MA_CSKCB>${facilityCode}</MA_CSKCB><MA_DICH_VU>02.1896</MA_DICH_VU>
<TEN_DICH_VU>Khám Nội</TEN_DICH_VU><MA_THUOC/><TEN_THUOC/><MA_VAT_TU/><TEN_VAT_TU/><NGAY_YL>202610050820</NGAY_YL><DU_PHONG/>
</TRANG_THAI_KCB></DSACH_TRANG_THAI_KCB></CHI_TIEU_TRANG_THAI_KCB>
`;

export const CHECKING_IN = {
  file: { contentType: 'application/xml', text: CHECK_IN },
  reply: {
    checkInId: '01a109ae-99c0-7d03-8b1c-5d2f3a4b6c43',
    encounterKey: ENCOUNTER_KEY,
    facilityCode,
    arrivedAt: '2026-10-05T01:20:00.000Z',
    cardResultCode: '000',
  },
} as const;

export const LISTING_VISITS = {
  params: { participantId },
  reply: [
    {
      claimId: VISIT.claimId,
      facilityCode,
      arrivedAt: VISIT.arrivedAt,
      leftAt: VISIT.leftAt,
      status: 'accepted',
      fundPays: VISIT.fundPays,
      coPayment: VISIT.coPayment,
    },
  ],
} as const;
