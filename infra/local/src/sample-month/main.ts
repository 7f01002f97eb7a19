/** The sample month alone, against a platform that runs elsewhere (docker-compose.yml): GATEWAY_URL names its door. */
import { gatewayUrlFromEnvironment, mailUrlFromEnvironment } from '../config';
import { tableOf } from './report';
import { runSampleMonth } from './run';

const main = async (): Promise<void> => {
  const { month, report, seconds } = await runSampleMonth(
    { gatewayUrl: gatewayUrlFromEnvironment(), mailUrl: mailUrlFromEnvironment() },
    (line) => console.log(line),
  );
  console.log(tableOf(`Sample month ${month.region.month}, ${seconds.toFixed(1)} s`, report.lines));
  for (const fault of report.faults) console.error(`WRONG: ${fault}`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
