// node part.ts NAME SETTINGS: measures one part of the test and prints its rate as JSON; ../messaging.ts starts it.
import { measureInbox } from './inbox.ts';
import { measureBare, measureRelay } from './relay.ts';
import { Settings } from './settings.ts';
import { openWorld } from './world.ts';

const PARTS = { bare: measureBare, relay: measureRelay, projection: measureInbox };
export type PartName = keyof typeof PARTS;

const isPart = (name: string | undefined): name is PartName => name !== undefined && name in PARTS;

const [name, settings = ''] = process.argv.slice(2);
if (!isPart(name)) throw new Error(`NAME is one of ${Object.keys(PARTS).join(', ')}`);
const world = await openWorld(Settings.parse(JSON.parse(settings)));
try {
  console.log(JSON.stringify(await PARTS[name](world)));
} finally {
  await world.close();
}
