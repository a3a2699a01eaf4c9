import type { CloseName } from '../wire/types';

/** What stands in the way; each has its own calm screen. None names a reason that would shame somebody. */
export type TroubleKind =
  | 'no_link'
  | 'link_unknown'
  | 'signed_out'
  | 'unreachable'
  | 'elsewhere'
  | 'out'
  | 'locked'
  | 'full'
  | 'in_app'
  | 'unavailable';

/** Where the person is on the way into the room and out of it. */
export type Stage =
  | { readonly at: 'opening' }
  | { readonly at: 'trouble'; readonly kind: TroubleKind }
  | { readonly at: 'not_now' }
  | { readonly at: 'ready' }
  | { readonly at: 'gate' }
  | { readonly at: 'live' }
  | { readonly at: 'goodbye'; readonly left: boolean };

/** What to do when the connection is final: a stage to show, or one more entry with a fresh ticket. */
export type Ending = Stage | 'enter_again' | 'look_again';

const trouble = (kind: TroubleKind): Stage => ({ at: 'trouble', kind });

export function endingOf(close: CloseName, reason: string | undefined): Ending {
  switch (close) {
    case 'connected_elsewhere':
      return trouble('elsewhere');
    case 'removed':
    case 'declined':
      return trouble('out');
    case 'ended':
      return { at: 'goodbye', left: false };
    case 'left':
      return { at: 'goodbye', left: true };
    case 'signed_out':
      return trouble('signed_out');
    case 'refused':
      return refusal(reason);
    case 'bad_ticket':
    case 'bad_token':
    case 'protocol_violation':
    case 'draining':
    case 'too_slow':
    case 'lost_position':
    case 'unavailable':
    case 'timeout':
      return 'enter_again';
  }
}

function refusal(reason: string | undefined): Ending {
  switch (reason) {
    case 'barred':
    case 'declined':
    case 'access_revoked':
      return trouble('out');
    case 'ended':
    case 'closed':
      return { at: 'goodbye', left: false };
    case 'room_locked':
      return trouble('locked');
    case 'room_full':
      return trouble('full');
    case 'gate_missing':
    case 'driving':
      return { at: 'gate' };
    case 'signed_out':
    case 'link_unknown':
      return trouble('signed_out');
    case 'not_open':
    case 'not_found':
      return 'look_again';
    default:
      return trouble('unavailable');
  }
}
