/** The name of the one way to sign in to Google's APIs. */
export const SIGN_IN = 'google';
