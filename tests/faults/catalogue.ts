import type { Fault } from './arena/fault';
import { f01 } from './f01-a-crash-before-the-commit-leaves-nothing.fault';
import { f02 } from './f02-a-lost-answer-is-given-again.fault';
import { f03 } from './f03-a-crash-before-the-publishing-loses-no-event.fault';
import { f04 } from './f04-an-event-that-is-published-twice-takes-effect-once.fault';
import { f05 } from './f05-a-killed-relay-loses-nothing.fault';
import { f06 } from './f06-relays-at-the-same-time-lose-and-double-nothing.fault';
import { f07 } from './f07-a-long-transaction-hides-no-event.fault';
import { f08 } from './f08-a-cut-relay-session-loses-nothing.fault';
import { f09 } from './f09-commands-go-on-without-kafka.fault';
import { f10 } from './f10-a-service-starts-without-kafka.fault';
import { f11 } from './f11-postgresql-comes-back.fault';
import { f12 } from './f12-a-stalled-commit-is-not-done-twice.fault';
import { f13 } from './f13-a-topic-delivered-again-changes-nothing.fault';
import { f14 } from './f14-two-members-with-the-same-event-make-one-effect.fault';
import { f15 } from './f15-a-bad-message-stops-nobody-else.fault';
import { f16 } from './f16-a-failing-handler-is-tried-again-and-then-set-aside.fault';
import { f17 } from './f17-replayed-dead-letters-take-effect-once.fault';
import { f20 } from './f20-events-out-of-order-end-in-the-same-state.fault';
import { f21 } from './f21-a-repeated-request-has-one-effect.fault';
import { f22 } from './f22-a-key-belongs-to-its-request-and-its-client.fault';
import { f23 } from './f23-one-payout-is-paid-once.fault';
import { f25 } from './f25-two-hundred-payers-never-pay-too-much.fault';
import { f33 } from './f33-every-effect-can-be-traced-to-its-request.fault';
import { f35 } from './f35-a-rolling-restart-fails-no-request.fault';
import { f39 } from './f39-a-job-that-is-killed-in-the-middle-takes-effect-once.fault';
import { f40 } from './f40-processes-with-the-same-schedule-run-each-time-once.fault';
import { f41 } from './f41-jobs-go-on-when-postgresql-is-back.fault';
import { f42 } from './f42-servers-that-demand-tls-are-reached-and-a-missing-right-is-named.fault';
import { f43 } from './f43-a-thread-that-dies-takes-along-its-file-alone.fault';
import { f44 } from './f44-a-service-that-dies-is-started-again.fault';
import { f45 } from './f45-a-slow-partner-holds-up-nobody.fault';

/** In the order in which they are played: neighbours need the same processes, so that few have to be started. */
export const FAULTS: readonly Fault[] = [
  f01,
  f02,
  f21,
  f22,
  f25,
  f05,
  f08,
  f09,
  f11,
  f12,
  f35,
  f43,
  f15,
  f13,
  f03,
  f04,
  f10,
  f33,
  f07,
  f23,
  f16,
  f14,
  f20,
  f17,
  f06,
  f39,
  f40,
  f41,
  f42,
  f44,
  f45,
];
