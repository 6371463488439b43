export declare const bundle: (target: string) => Promise<void>;
