/**
 * Thrown where a run that is to end at once was held up. It is no failure; the message says, for the user, by what, and what became of
 * the epoch.
 */
export class RunAborted extends Error {}
