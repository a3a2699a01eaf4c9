/* The clinic's resources as its screens ask them, in the name of who is signed in at a page. */
export class Clinic {
  static async of(page) {
    const origin = new URL(page.url()).origin;
    const me = await page.request.get(`${origin}/api/staff/me`);
    return new Clinic(page.request, origin, (await me.json()).csrf);
  }

  constructor(http, origin, csrf) {
    this.http = http;
    this.origin = origin;
    this.headers = { 'x-evenkeel-csrf': csrf };
  }

  /** Adds to `staff`, `participants`, `groups` or `sessions`; answers what was added. */
  async add(what, data) {
    const answer = await this.http.post(`${this.origin}/api/clinic/${what}`, { headers: this.headers, data });
    if (!answer.ok()) throw new Error(`${what}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }
}
