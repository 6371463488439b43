/** A token found in a text. */
export interface FoundToken {
  /** Name of the rule, by which it is allowed: `github`, `age-key`. */
  rule: string;
  what: string;
  /** Offsets in characters. */
  start: number;
  end: number;
}

/** Shapes that home platforms meet and the scanner's preset does not know; each from its maker's documentation. */
const ownShapes: readonly { rule: string; what: string; pattern: RegExp }[] = [
  { rule: 'age-key', what: 'an age secret key', pattern: /AGE-SECRET-KEY-1[0-9A-Z]{50,}/gu },
  { rule: 'private-key', what: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/gu },
  { rule: 'gitlab', what: 'a GitLab token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|agent)-[0-9A-Za-z_-]{20,}/gu },
  {
    rule: 'telegram',
    what: 'the token of a Telegram bot',
    pattern: /\b[0-9]{8,10}:AA[0-9A-Za-z_-]{32,33}(?![0-9A-Za-z_-])/gu,
  },
  {
    rule: 'discord',
    what: 'the address of a Discord webhook',
    pattern: /https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/[0-9]{15,}\/[0-9A-Za-z_-]{50,}/gu,
  },
  { rule: 'tailscale', what: 'a Tailscale key', pattern: /\btskey-[a-z]+-[0-9A-Za-z]{8,}-[0-9A-Za-z]{16,}/gu },
  { rule: 'docker', what: 'a Docker Hub token', pattern: /\bdckr_(?:pat|oat)_[0-9A-Za-z_-]{20,}/gu },
  { rule: 'vault', what: 'a Vault token', pattern: /\bhv[sbr]\.[0-9A-Za-z_-]{24,}/gu },
  { rule: 'grafana', what: 'a Grafana token', pattern: /\bgl(?:sa|c)_[0-9A-Za-z+/=_]{32,}/gu },
  {
    rule: 'jwt',
    what: 'a signed token (JWT)',
    pattern: /\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{20,}/gu,
  },
  { rule: 'aws-key', what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu },
];

/** True for every text that the scanner or a shape of ours could find anything in; most texts are done with it. */
const mayHold =
  /-----BEGIN|AGE-SECRET|gl(?:pat|dt|rt|cbt|ptt|agent)-|gl(?:sa|c)_|gh[a-z]_|github_pat|xox[a-z]-|xapp-|hooks\.slack|AKIA|ASIA|[Aa][Ww][Ss]_|SG\.|shp[a-z]{2}_|\bsk-|lin_|ops_|npm_|_authToken|:AA[0-9A-Za-z_-]{32}|discord|tskey-|dckr_|hv[sbr]\.|eyJ|private_key|:\/\/[^\s/:@]+:[^\s/@]+@/u;

export const mayHoldToken = (text: string): boolean => mayHold.test(text);

export const ownTokens = (text: string): FoundToken[] =>
  ownShapes.flatMap(({ rule, what, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ rule, what, start: index, end: index + found.length })),
  );
