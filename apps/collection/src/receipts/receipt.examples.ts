import { AGENCY_ACCOUNT, BANK_BIN, EMPLOYER, HOUSEHOLD, TODAY } from '@ansinh/contracts/examples/story';

const { accountNumber } = AGENCY_ACCOUNT;
const REFERENCE = 'BH6000000001DNA03202610';

/** The employer pays what its statement asks for: 3,040,000 dong, with the reference in the text. */
const PAID = {
  creditId: '01a109ae-99c0-7e06-8b1c-5d2f3a4b6c06',
  bankReference: 'FT26278100001',
  amountVnd: '3040000',
  outcome: 'matched',
  allocatedVnd: '3040000',
  suspenseVnd: '0',
  reference: REFERENCE,
} as const;

export const REPORTING = {
  body: {
    bankReference: PAID.bankReference,
    amountVnd: PAID.amountVnd,
    bookedOn: TODAY,
    content: `${REFERENCE} nop BHXH thang 10`,
    creditedAccount: accountNumber,
    payerName: EMPLOYER.name,
  },
  reply: PAID,
} as const;

const MESSAGE_ID = 'NTF-20261005-0001';
const PREMIUM_VND = '2322540';

/** One booking on the account of the agency: the household pays its premium. */
const NOTIFICATION = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
  <BkToCstmrDbtCdtNtfctn>
    <GrpHdr><MsgId>${MESSAGE_ID}</MsgId><CreDtTm>2026-10-05T08:15:00+07:00</CreDtTm></GrpHdr>
    <Ntfctn>
      <Id>N1</Id>
      <Acct>
        <Id><Othr><Id>${accountNumber}</Id></Othr></Id>
        <Svcr><FinInstnId><ClrSysMmbId><MmbId>${BANK_BIN}</MmbId></ClrSysMmbId></FinInstnId></Svcr>
      </Acct>
      <Ntry>
        <Amt Ccy="VND">${PREMIUM_VND}</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>${TODAY}</Dt></BookgDt>
        <ValDt><Dt>${TODAY}</Dt></ValDt>
        <AcctSvcrRef>FT26278100003</AcctSvcrRef>
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
        <NtryDtls>
          <TxDtls>
            <Amt Ccy="VND">${PREMIUM_VND}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <RltdPties><Dbtr><Pty><Nm>NGUYEN VAN BINH</Nm></Pty></Dbtr></RltdPties>
            <RmtInf><Ustrd>${HOUSEHOLD.reference}</Ustrd></RmtInf>
          </TxDtls>
        </NtryDtls>
      </Ntry>
    </Ntfctn>
  </BkToCstmrDbtCdtNtfctn>
</Document>
`;

export const SENDING_STATEMENT = {
  file: { contentType: 'application/xml', text: NOTIFICATION },
  reply: {
    messageId: MESSAGE_ID,
    entries: 1,
    ignored: 0,
    matched: 1,
    suspense: 0,
    duplicate: 0,
    totalVnd: PREMIUM_VND,
    credits: [
      {
        creditId: '01a109ae-99c0-7e07-8b1c-5d2f3a4b6c07',
        bankReference: 'FT26278100003',
        amountVnd: PREMIUM_VND,
        outcome: 'matched',
        allocatedVnd: PREMIUM_VND,
        suspenseVnd: '0',
        reference: HOUSEHOLD.reference,
      },
    ],
  },
} as const;
