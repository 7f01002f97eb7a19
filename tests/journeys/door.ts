/** Requests at the public door as an outsider sends them: nothing is helped along. */
export type DoorReply = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

export type DoorRequest = {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
};

export const knock = async (gatewayUrl: string, path: string, request: DoorRequest = {}): Promise<DoorReply> => {
  const response = await fetch(`${gatewayUrl}${path}`, {
    method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    headers: response.headers,
  };
};
