/// <reference types="vite/client" />
declare module 'element-plus/es/locale/lang/vi' { const lang: import('element-plus/es/locale').Language; export default lang }
declare module 'element-plus/es/locale/lang/en' { const lang: import('element-plus/es/locale').Language; export default lang }
