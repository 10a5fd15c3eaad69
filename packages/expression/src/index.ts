export type { Formula, Json, Literal, Mapping, PathSegment, Reference, Template } from './mapping.ts';
