/** What the bytes 80–9F are in Windows-1252, in order; the five that it leaves open are the control characters of Latin-1. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
