/** What random numbers are drawn for; each draws others from an experiment's seed. */
export const purposes = { train: 1, evaluate: 2, reconstruct: 3 }
