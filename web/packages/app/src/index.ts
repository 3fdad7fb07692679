export * from './app';
export * from './guards';
export * from './notices/lazy-bell';
export * from './pages';
export * as params from './search-params';
export * from './session';
export * from './shell';
export * from './switches';
