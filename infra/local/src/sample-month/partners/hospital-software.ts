/** A hospital's software (HIS) as it already speaks to the national gateway (domain 5.3): form fields, MD5, base64. */
import { createHash } from 'node:crypto';

export type NationalAnswer = {
  readonly maKetQua: string;
  readonly maGiaoDich?: string;
  readonly thongDiep?: string;
  readonly maLoi?: string;
};

type ApiKey = { readonly access_token: string; readonly id_token: string };

export type HospitalOptions = {
  readonly gatewayUrl: string;
  readonly username: string;
  readonly password: string;
  readonly facilityCode: string;
  readonly traceparent: string;
};

export class HospitalSoftware {
  readonly #options: HospitalOptions;
  #key: ApiKey | undefined;

  constructor(options: HospitalOptions) {
    this.#options = options;
  }

  sendCheckIn(xml: string): Promise<NationalAnswer> {
    return this.#send('checkInKcbQd3176', '0', xml);
  }

  sendClaimFile(xml: string): Promise<NationalAnswer> {
    return this.#send('guiHoSoXmlQD3176', '130', xml);
  }

  /** Whether its national account is there. */
  async isLetIn(): Promise<boolean> {
    return (await this.#askForToken()).APIKey !== undefined;
  }

  get #passwordHash(): string {
    return createHash('md5').update(this.#options.password).digest('hex').toUpperCase();
  }

  #askForToken(): Promise<{ maKetQua: string; APIKey?: ApiKey }> {
    const { username } = this.#options;
    return this.#post('/api/token/take', new URLSearchParams({ username, password: this.#passwordHash }), {});
  }

  async #takeToken(): Promise<ApiKey> {
    const { username } = this.#options;
    const answer = await this.#askForToken();
    if (answer.APIKey === undefined)
      throw new Error(`POST /api/token/take for ${username} answered ${answer.maKetQua}`);
    return answer.APIKey;
  }

  async #send(call: string, kind: string, xml: string): Promise<NationalAnswer> {
    this.#key ??= await this.#takeToken();
    const { username, facilityCode } = this.#options;
    const form = new URLSearchParams({
      username,
      loaiHoSo: kind,
      maTinh: facilityCode.slice(0, 2),
      maCSKCB: facilityCode,
      fileHSBase64: Buffer.from(xml).toString('base64'),
    });
    return this.#post(`/api/qd130/${call}`, form, {
      accessToken: this.#key.access_token,
      tokenId: this.#key.id_token,
      passwordHash: this.#passwordHash,
    });
  }

  async #post<Answer>(path: string, form: URLSearchParams, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${this.#options.gatewayUrl}${path}`, {
      method: 'POST',
      headers: { ...headers, traceparent: this.#options.traceparent },
      body: form,
    });
    return (await response.json()) as Answer;
  }
}
