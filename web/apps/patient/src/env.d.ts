interface ImportMetaEnv {
  readonly VITE_TELEMEDICINE_ORDER_RU: string;
  readonly VITE_TELEMEDICINE_ORDER_EN: string;
  readonly VITE_GOSUSLUGI_PERMISSIONS_URL: string;
  readonly VITE_GOSUSLUGI_HELP_URL: string;
  readonly VITE_SUPPORT_EMAIL: string;
}

declare module '*?worker' {
  const worker: new () => Worker;
  export default worker;
}
