/** One of the addresses where an API may be reached, as its description names it. */
export type Server = {
  /** Without a trailing slash; `{region}` stands for the variable of that name. */
  url: string;
  /** What it is for: production, tests. */
  title?: string;
  variables?: readonly ServerVariable[];
};

/** A part of an address that a person chooses or types. */
export type ServerVariable = {
  name: string;
  title: string;
  description?: string;
  default?: string;
  /** The only values it may have. */
  choices?: readonly string[];
};
