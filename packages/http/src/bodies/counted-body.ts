import type { IncomingMessage } from 'node:http';
import { reject } from '@ansinh/contracts/catalogue/problems';

/** The bytes of a body as they come. @throws request.body-too-large at the first byte too many */
export async function* countedBody(request: IncomingMessage, limitBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    // The request must outlive this loop: destroying it would cut the line before the refusal is read.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limitBytes) throw reject('request.body-too-large', { limitBytes });
      yield chunk as Buffer;
    }
  } finally {
    // What still comes is thrown away, else the sender would wait for us for ever and never read the refusal.
    request.resume();
  }
}
