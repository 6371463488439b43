const secretWord =
  /(?:^|[_.-])(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|CREDENTIALS?|API[_.-]?KEY|APIKEY|ACCESS[_.-]?KEY|PRIVATE[_.-]?KEY|ENCRYPTION[_.-]?KEY|SIGNING[_.-]?KEY|AUTH[_.-]?KEY|MASTER[_.-]?KEY|SALT|PEPPER)(?:$|[_.-])/iu;

/** `apiToken` and `API_TOKEN` are read alike. */
const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2');

/** Whether a name says that its value is secret: `DB_PASSWORD`, `apiToken`, `SECRET_DOMAIN`. Words count whole: not `COMPASS`. */
export const saysSecret = (name: string): boolean => secretWord.test(words(name));
