import { createServer, type Server } from 'node:net';
import {
  findFreePorts,
  isPortFree,
  javaMajorVersion,
  PrerequisiteError,
  requireFreePorts,
  requireJava,
  requireMaven,
  requireSupportedPlatform,
} from './prerequisites';

describe('what the machine must have', () => {
  it('names the taken port, who wants it and the variable that moves it', async () => {
    const [port = 0] = await findFreePorts(1);
    const other = await listen(port);
    const wanted = [{ port, usedBy: 'Kafka', variable: 'ANSINH_KAFKA_PORT' }];
    await expect(requireFreePorts(wanted)).rejects.toThrow(
      new PrerequisiteError(
        `Port ${port} for Kafka is taken: stop the program that uses it (perhaps an An Sinh that is still running) or set ANSINH_KAFKA_PORT to a free port.`,
      ),
    );
    await close(other);
    await expect(requireFreePorts(wanted)).resolves.toBeUndefined();
  });

  it('finds ports that are free and all different', async () => {
    const ports = await findFreePorts(5);
    expect(new Set(ports).size).toBe(5);
    expect(await Promise.all(ports.map(isPortFree))).toEqual([true, true, true, true, true]);
  });

  it('says in one sentence that Java is missing', async () => {
    await expect(requireJava('/nowhere/bin/java')).rejects.toThrow(
      /^Kafka and Zipkin need Java, but "\/nowhere\/bin\/java" could not be run: install Java 17 or newer [^\n]*\.$/,
    );
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_202"', 8],
    ['openjdk version "26-ea" 2026-03-17', 26],
    ['something else', undefined],
  ])('reads the Java version of: %s', (output, version) => {
    expect(javaMajorVersion(output)).toBe(version);
  });

  it('says in one sentence that Maven is missing', () => {
    expect(() => requireMaven('/nowhere:/nothing')).toThrow(
      /^Maven downloads [^\n]*"mvn" is not in the PATH: install it/,
    );
  });

  it('offers containers where there are no embedded servers', () => {
    expect(() => requireSupportedPlatform('win32')).toThrow(/docker compose up/);
    expect(() => requireSupportedPlatform('linux')).not.toThrow();
  });
});

const listen = (port: number): Promise<Server> => {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
};

const close = (server: Server): Promise<void> => {
  return new Promise((resolve) => server.close(() => resolve()));
};
