interface ImportMetaEnv {
  readonly VITE_TELEMEDICINE_ORDER_RU: string;
  readonly VITE_TELEMEDICINE_ORDER_EN: string;
}

declare module '*?worker' {
  const worker: new () => Worker;
  export default worker;
}
