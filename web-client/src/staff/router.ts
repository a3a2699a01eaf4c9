import { signal } from '@preact/signals';

export const CLINIC_PARTS = ['participants', 'groups', 'sessions', 'staff'] as const;
export type ClinicPart = (typeof CLINIC_PARTS)[number];

export type Route =
  | { readonly page: 'today' }
  | { readonly page: 'account' }
  | { readonly page: 'audit' }
  | { readonly page: 'room'; readonly session: string }
  | { readonly page: 'attendance'; readonly session: string }
  | { readonly page: 'clinic'; readonly part: ClinicPart }
  | { readonly page: 'system' };

/** Reads the fragment; whatever is not known leads to Today. */
export function routeOf(hash: string): Route {
  const [page, id] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'room' && id) return { page, session: decodeURIComponent(id) };
  if (page === 'attendance' && id) return { page, session: decodeURIComponent(id) };
  if (page === 'account') return { page };
  if (page === 'clinic') return { page, part: CLINIC_PARTS.find((part) => part === id) ?? 'participants' };
  if (page === 'system') return { page };
  if (page === 'audit') return { page };
  return { page: 'today' };
}

export function addressOf(route: Route): string {
  switch (route.page) {
    case 'today':
    case 'system':
    case 'account':
    case 'audit':
      return `#/${route.page}`;
    case 'room':
    case 'attendance':
      return `#/${route.page}/${encodeURIComponent(route.session)}`;
    case 'clinic':
      return `#/clinic/${route.part}`;
  }
}

export const route = signal<Route>(routeOf(globalThis.location?.hash ?? ''));

/** Follows the address from here on. */
export function followAddress(): void {
  route.value = routeOf(location.hash);
  window.addEventListener('hashchange', () => {
    route.value = routeOf(location.hash);
  });
}

export const goTo = (next: Route): void => {
  location.hash = addressOf(next);
};
