import { AGENCY_ACCOUNT, BANK_BIN, PENSION, PENSIONER } from '@ansinh/contracts/examples/story';

const { batchId, messageId, payoutId, monthlyVnd } = PENSION;
const { account } = PENSIONER;
const END_TO_END_ID = `${payoutId.replaceAll('-', '')}-1`;
const AGENT = `<FinInstnId><ClrSysMmbId><MmbId>${BANK_BIN}</MmbId></ClrSysMmbId></FinInstnId>`;

const ORDER = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-10-05T01:30:00.000Z</CreDtTm><NbOfTxs>1</NbOfTxs><CtrlSum>${monthlyVnd}</CtrlSum><InitgPty><Nm>${AGENCY_ACCOUNT.accountName}</Nm><Id><OrgId><Othr><Id>BHXH-KV26</Id></Othr></OrgId></Id></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${messageId}-1</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>1</NbOfTxs><CtrlSum>${monthlyVnd}</CtrlSum><ReqdExctnDt><Dt>2026-10-06</Dt></ReqdExctnDt><Dbtr><Nm>${AGENCY_ACCOUNT.accountName}</Nm></Dbtr><DbtrAcct><Id><Othr><Id>${AGENCY_ACCOUNT.accountNumber}</Id></Othr></Id><Ccy>VND</Ccy></DbtrAcct><DbtrAgt>${AGENT}</DbtrAgt><ChrgBr>DEBT</ChrgBr>
<CdtTrfTxInf><PmtId><InstrId>${END_TO_END_ID}</InstrId><EndToEndId>${END_TO_END_ID}</EndToEndId></PmtId><Amt><InstdAmt Ccy="VND">${monthlyVnd}</InstdAmt></Amt><CdtrAgt>${AGENT}</CdtrAgt><Cdtr><Nm>${account.accountName}</Nm></Cdtr><CdtrAcct><Id><Othr><Id>${account.accountNumber}</Id></Othr></Id></CdtrAcct><Purp><Cd>PENS</Cd></Purp><RmtInf><Ustrd>BHXH chi tra luong huu thang 10/2026</Ustrd></RmtInf></CdtTrfTxInf>
</PmtInf>
</CstmrCdtTrfInitn></Document>
`;

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12">
  <CstmrPmtStsRpt>
    <GrpHdr>
      <MsgId>RPT-20261006-0001</MsgId>
      <CreDtTm>2026-10-06T09:15:00+07:00</CreDtTm>
      <InitgPty><Nm>Ngan hang Mau</Nm></InitgPty>
    </GrpHdr>
    <OrgnlGrpInfAndSts>
      <OrgnlMsgId>${messageId}</OrgnlMsgId>
      <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
    </OrgnlGrpInfAndSts>
    <OrgnlPmtInfAndSts>
      <OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>
      <TxInfAndSts>
        <OrgnlEndToEndId>${END_TO_END_ID}</OrgnlEndToEndId>
        <TxSts>ACSC</TxSts>
      </TxInfAndSts>
    </OrgnlPmtInfAndSts>
  </CstmrPmtStsRpt>
</Document>
`;

export const FETCHING = { params: { batchId }, reply: ORDER } as const;

export const REPORTING = {
  params: { batchId },
  file: { contentType: 'application/xml', text: REPORT },
  reply: {
    batchId,
    paid: 1,
    returned: 0,
    unchanged: 0,
    lines: [{ endToEndId: END_TO_END_ID, outcome: 'paid' }],
  },
} as const;
