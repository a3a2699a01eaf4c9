import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { s } from '../words';

/** Free ground around the code, in modules: readers want four. */
const QUIET = 4;

/** A QR code, drawn on the device itself. Dark on light in either scheme: many readers want it so. */
export function QrCode({ text }: { text: string }) {
  const code = generate(text);
  const size = code.size + 2 * QUIET;
  return (
    <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`} shape-rendering="crispEdges" role="img" aria-label={s('enrol.picture')}>
      <rect class="ground" x={-QUIET} y={-QUIET} width={size} height={size} />
      <path class="modules" d={toSvgPath(code)} />
    </svg>
  );
}
