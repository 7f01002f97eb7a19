import type { Calendar } from '@ansinh/calendar';
import type { CalculationStep } from '@ansinh/contracts/payment/api';
import type { BenefitPayment } from '@ansinh/contracts/payment/events';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { z } from 'zod';

/** A participant as the register knows them. */
export type RegisteredPerson = {
  readonly participantId: string;
  readonly fullName: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
};

/** What a claim is held against. */
export type Circumstances = {
  readonly receiver: RegisteredPerson;
  /** Whom the claim is about; the receiver, unless the kind names somebody else. */
  readonly subject: RegisteredPerson;
  readonly today: LocalDate;
  /** By which terms are counted. */
  readonly calendar: Calendar;
  /** As it is known today: what holds is picked by the date of the event. */
  readonly law: Law;
};

/** What a claim comes to. */
export type Judged = {
  /** What is paid each time; raises of a monthly benefit come on top. */
  readonly amountVnd: Vnd;
  /** First month with the benefit, or the month that a single payment is for. */
  readonly fromMonth: YearMonth;
  readonly steps: readonly CalculationStep[];
};

/** A benefit that was granted, as far as its amount in a month depends on it. */
export type Granted = { readonly amountVnd: Vnd; readonly fromMonth: YearMonth };

/** A claim that was read by the shape of its kind. */
export type ReadClaim = {
  /** Id of the participant whom the claim is about. */
  readonly subjectId: string;
  /** Of one kind and key only one claim stands that was not refused. */
  readonly uniqueKey: string;
  /** @throws Rejection for whatever the law, the register or the claim itself has against it */
  readonly judge: (circumstances: Circumstances) => Judged;
};

/** What differs from kind to kind of benefits. */
export type BenefitType<Shape extends z.ZodObject = z.ZodObject> = {
  readonly payment: BenefitPayment;
  /** The shape of what is its own of a claim, as the contracts give it to the kind. */
  readonly claim: Shape;
  /** Who is granted it proves that its subject has died; one of a subject stands at a time. */
  readonly provesDeath: boolean;
  readonly read: (claim: unknown, receiverId: string) => ReadClaim;
  readonly amountInMonth: (granted: Granted, month: YearMonth, law: Law) => Vnd;
};

type Written<Claim> = {
  readonly provesDeath?: boolean;
  readonly subjectOf?: (claim: Claim) => string;
  readonly uniqueKeyOf?: (claim: Claim, receiverId: string) => string;
  readonly judge: (claim: Claim, circumstances: Circumstances) => Judged;
  readonly amountInMonth?: BenefitType['amountInMonth'];
};

/**
 * A kind as it is written down beside its row of the contracts: its rules see its own claim. Unless it says more, a claim
 * is about its receiver, one of a subject stands at a time, and every payment is of the amount that was granted.
 */
export const benefitType = <Shape extends z.ZodObject>(
  { payment, claim: shape }: { readonly payment: BenefitPayment; readonly claim: Shape },
  written: Written<z.output<Shape>>,
): BenefitType<Shape> => ({
  payment,
  claim: shape,
  provesDeath: written.provesDeath ?? false,
  read: (claim, receiverId) => {
    const read = shape.parse(claim);
    const subjectId = written.subjectOf?.(read) ?? receiverId;
    return {
      subjectId,
      uniqueKey: written.uniqueKeyOf?.(read, receiverId) ?? subjectId,
      judge: (circumstances) => written.judge(read, circumstances),
    };
  },
  amountInMonth: written.amountInMonth ?? (({ amountVnd }) => amountVnd),
});
