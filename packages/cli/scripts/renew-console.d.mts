export const pages: string[];
export const renewed: (page: string, print: (words: string[]) => string) => string;
export const printed: (entry: string) => (words: string[]) => string;
