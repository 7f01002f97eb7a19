import { reject } from '@ansinh/contracts/catalogue/problems';
import { type Declaration, DeclarationLineResult } from '@ansinh/contracts/enrollment/api';
import { z } from 'zod';
import { getEmployer } from '../employers/employer.views';
import type { Tx } from '../kit';

/** As it is kept, with what the register holds. 404 for a declaration that is not there, and for one of an employer that the caller may not see. */
export const getDeclaration = async (tx: Tx, employerId: string, declarationId: string): Promise<Declaration> => {
  await getEmployer(tx, employerId);
  const row = await tx.db.declaration.findFirst({ where: { id: declarationId, employerId } });
  if (row === null) throw reject('request.not-found');
  const { accepted, rejected, results } = row;
  return { declarationId, employerId, accepted, rejected, lines: z.array(DeclarationLineResult).parse(results) };
};
