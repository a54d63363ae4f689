/**
 * What GnuPG says to programs (doc/DETAILS in its sources) that makes a signature worthless, whatever else it says. KEYEXPIRED
 * and KEYREVOKED are not among it: they come for parts of the key, too, that have not made the signature.
 */
const BAD = {
  BADSIG: 'the signature does not fit the file',
  ERRSIG: 'the signature cannot be checked',
  NO_PUBKEY: 'the key is unknown',
  EXPSIG: 'the signature has expired',
  EXPKEYSIG: 'the key has expired',
  REVKEYSIG: 'the key was revoked',
  NODATA: 'there is no signature',
}

/**
 * @param {string} status GnuPG's status lines
 * @param {string} fingerprint of the primary key that must have signed
 * @returns {string | null} null: a good signature of that key
 */
export function whatIsWrong(status, fingerprint) {
  const lines = [...status.matchAll(/^\[GNUPG:\] (\S+)(.*)$/gm)].map(([, keyword = '', rest = '']) => ({ keyword, words: rest.trim().split(' ') }))
  const bad = lines.find(({ keyword }) => keyword in BAD)
  if (bad !== undefined) return BAD[/** @type {keyof typeof BAD} */ (bad.keyword)]
  const valid = lines.find(({ keyword }) => keyword === 'VALIDSIG')
  if (valid === undefined || !lines.some(({ keyword }) => keyword === 'GOODSIG')) return 'there is no good signature'
  return valid.words.at(-1) === fingerprint ? null : `another key has signed: ${valid.words.at(-1)}`
}
