import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPortFree, kafkaProbe, withClient } from '@ansinh/local';
import { createTestDatabase, type TestDatabase } from './databases';
import { testKafkaBrokers } from './servers';

describe('a test database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ansinh-migrations-'));
  const opened: TestDatabase[] = [];
  const open = async (): Promise<TestDatabase> => {
    const database = await createTestDatabase(folder);
    opened.push(database);
    return database;
  };

  beforeAll(() => {
    mkdirSync(join(folder, '001_first'));
    writeFileSync(join(folder, '001_first', 'migration.sql'), 'CREATE TABLE receipts (id INT PRIMARY KEY);');
  });
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.drop()));
    rmSync(folder, { recursive: true });
  });

  it('has the migrations applied and nothing of another test in it', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    await withClient(first.url, (client) => client.query('INSERT INTO receipts VALUES (1)'));
    const rows = await withClient(second.url, (client) => client.query('SELECT * FROM receipts'));
    expect(rows.rowCount).toBe(0);
  });

  it('is made anew when the migrations change', async () => {
    mkdirSync(join(folder, '002_second'));
    writeFileSync(join(folder, '002_second', 'migration.sql'), 'ALTER TABLE receipts ADD COLUMN number TEXT;');
    const database = await open();
    const rows = await withClient(database.url, (client) => client.query('SELECT number FROM receipts'));
    expect(rows.rowCount).toBe(0);
  });

  it('orders and folds Vietnamese text the same on every machine', async () => {
    const database = await open();
    const { rows } = await withClient(database.url, (client) => client.query("SELECT lower('ĐẶNG THỊ ÁNH') AS name"));
    expect(rows).toEqual([{ name: 'đặng thị ánh' }]);
  });

  it('is gone after the test', async () => {
    const database = await open();
    await database.drop();
    await expect(withClient(database.url, (client) => client.query('SELECT 1'))).rejects.toThrow(/does not exist/);
  });

  it('stands beside a Kafka broker that answers', async () => {
    const [host = '', port = ''] = testKafkaBrokers().split(':');
    expect(await kafkaProbe(Number(port), host)()).toBe(true);
    expect(await isPortFree(Number(port))).toBe(false);
  });
});
