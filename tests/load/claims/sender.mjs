// A process of its own that sends claims and look-ups at their time, whether earlier ones are answered or not: a slow
// platform gets no rest by it. Tells its parent { kind, scheduled, answered, status, submissionId, isHuge } of each call.
import { bearer, call, nationalForm, nationalHeaders } from '../platform/door.mjs';
import { fileAt, personAt } from './world.mjs';

const LOOK_UPS_PER_SECOND = 40;
const now = () => performance.timeOrigin + performance.now();

process.once('message', async ({ gatewayUrl, hospitals, people, identities, rate, seconds, from }) => {
  const senders = new Map();
  for (const hospital of hospitals)
    senders.set(hospital.facilityCode, {
      ...hospital,
      bearer: await bearer(gatewayUrl, hospital.clientId, hospital.clientSecret),
      national: await nationalHeaders(gatewayUrl, hospital.username, hospital.password),
    });
  const calls = Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    claimCall({ senders, identities }, from + index),
  );
  process.send({ kind: 'ready' });
  const beginning = now() + 500;
  const lookUps = Array.from({ length: LOOK_UPS_PER_SECOND * seconds }, (_, index) =>
    lookUpCall(senders.get(hospitals[index % hospitals.length].facilityCode), index % people),
  );
  await Promise.all([
    send(gatewayUrl, calls, beginning, 1_000 / rate),
    send(gatewayUrl, lookUps, beginning, 1_000 / LOOK_UPS_PER_SECOND),
  ]);
  process.send({ kind: 'end' }, () => process.exit(0));
});

/** One half of the hospitals' software speaks the national protocol, the other half our own. */
function claimCall({ senders, identities }, index) {
  const { facilityCode, isHuge, xml } = fileAt(index, identities);
  const sender = senders.get(facilityCode);
  if (index % 2 === 0) {
    const options = { headers: sender.national, body: nationalForm(sender, xml) };
    const read = ({ maKetQua, maGiaoDich }) => ({ isTaken: maKetQua === '200', submissionId: maGiaoDich });
    return { kind: 'claim', isHuge, path: '/api/qd130/guiHoSoXmlQD3176', options, read };
  }
  const headers = { ...sender.bearer, 'content-type': 'application/xml', 'idempotency-key': `load-${index}` };
  const read = ({ submissionId }) => ({ isTaken: submissionId !== undefined, submissionId });
  return { kind: 'claim', isHuge, path: '/v1/claims', options: { headers, body: xml }, read };
}

function lookUpCall(sender, index) {
  const { person, card } = personAt(index);
  const { cardNumber } = card;
  const body = JSON.stringify({
    cardNumber,
    fullName: person.fullName,
    birthDate: person.birthDate,
    date: '2026-10-15',
  });
  const headers = { ...sender.bearer, 'content-type': 'application/json' };
  const read = ({ resultCode, card: shown }) => ({ isTaken: resultCode === '000' && shown !== undefined });
  return { kind: 'look-up', isHuge: false, path: '/v1/insurance-cards/look-ups', options: { headers, body }, read };
}

/** Looks every few milliseconds what is due: a timer for each call would drift by a millisecond each. */
async function send(gatewayUrl, calls, beginning, everyMs) {
  const running = [];
  for (let next = 0; next < calls.length; ) {
    for (; next < calls.length && beginning + next * everyMs <= now(); next += 1) {
      running.push(one(gatewayUrl, calls[next], beginning + next * everyMs));
      // Its body is not needed any more: ten thousand of them are half a gigabyte.
      calls[next] = undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(running);
}

async function one(gatewayUrl, { kind, isHuge, path, options, read }, scheduled) {
  let told;
  try {
    const { status, text } = await call(gatewayUrl, path, { ...options, isFile: kind === 'claim' });
    const isJson = text.startsWith('{');
    told = { status, ...(isJson ? read(JSON.parse(text)) : { isTaken: false }) };
    if (!told.isTaken) told.reason = text.slice(0, 300);
  } catch (error) {
    told = { status: 0, isTaken: false, reason: error.message };
  }
  process.send({ kind, isHuge, scheduled, answered: now(), ...told });
}
