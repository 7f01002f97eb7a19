import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { TenantKind } from '@ansinh/contracts/wire/permissions';
import { batchScope, maySeeBatch, requireVisibleBatch } from './batch-scope.rules';

const STATUSES = PayoutBatch.shape.status.options;
const BIN = '970436';
const as = (kind: TenantKind, code: string) => ({ tenant: { kind, code } });
const batchOf = (bankBin: string, status: (typeof STATUSES)[number]) => ({ bankBin, status, builtBy: 'an' });

describe('who may see a batch', () => {
  it.each(STATUSES)('that is %s: the agency, its bank once it is approved, and nobody else', (status) => {
    const batch = batchOf(BIN, status);
    expect(maySeeBatch(as('agency', '66'), batch)).toBe(true);
    expect(maySeeBatch(as('bank', BIN), batch)).toBe(status !== 'built');
    expect(maySeeBatch(as('bank', '970415'), batch)).toBe(false);
    for (const kind of TenantKind.options.filter((each) => each !== 'agency' && each !== 'bank'))
      for (const code of [BIN, '66001', '']) expect(maySeeBatch(as(kind, code), batch)).toBe(false);
  });

  it('is the same for one batch as for a list of them', () => {
    expect(TenantKind.options.map((kind) => [kind, batchScope(as(kind, BIN))])).toEqual([
      ['agency', {}],
      ['facility', { bankBin: '' }],
      ['bank', { bankBin: BIN, status: { not: 'built' } }],
      ['post-office', { bankBin: '' }],
      ['employer', { bankBin: '' }],
      ['citizen', { bankBin: '' }],
    ]);
  });

  it('is told to nobody else, not even that there is one', () => {
    const by = as('bank', '970415');
    expect(() => requireVisibleBatch(undefined, by)).toThrow('request.not-found');
    expect(() => requireVisibleBatch(batchOf(BIN, 'approved'), by)).toThrow('request.not-found');
  });
});
