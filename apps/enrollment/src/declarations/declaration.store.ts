import type { DeclarationLineResult } from '@ansinh/contracts/enrollment/api';
import type { Db } from '../kit';

export type StoredDeclaration = {
  readonly declarationId: string;
  readonly employerId: string;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly accepted: number;
  readonly rejected: number;
  readonly lines: readonly DeclarationLineResult[];
};

export const insertDeclaration = async (
  db: Db,
  { declarationId, lines, ...rest }: StoredDeclaration,
): Promise<void> => {
  await db.declaration.create({ data: { id: declarationId, ...rest, results: lines.map((line) => ({ ...line })) } });
};
