/* A way from a browser to the server that can be cut like a cable: what is open breaks, what is tried is refused. */
import { connect, createServer } from 'node:net';
import { once } from 'node:events';

export class Line {
  static async to(port, host = 'localhost') {
    const line = new Line(port, host);
    line.server.listen(0, 'localhost');
    await once(line.server, 'listening');
    return line;
  }

  constructor(port, host) {
    this.open = new Set();
    this.whole = true;
    this.server = createServer((near) => this.join(near, port, host));
  }

  get port() {
    return this.server.address().port;
  }

  join(near, port, host) {
    near.on('error', () => near.destroy());
    if (!this.whole) return near.destroy();
    const far = connect(port, host);
    far.on('error', () => near.destroy());
    for (const [one, other] of [[near, far], [far, near]]) {
      this.open.add(one);
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }

  cut() {
    this.whole = false;
    for (const socket of this.open) socket.destroy();
  }

  mend() {
    this.whole = true;
  }

  close() {
    this.cut();
    this.server.close();
  }
}
