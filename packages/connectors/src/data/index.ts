import { defineConnector } from '@patchbay/connector';
import { makeCsv } from './operations/makeCsv.ts';
import { makeExcel } from './operations/makeExcel.ts';
import { makeFile } from './operations/makeFile.ts';
import { makeJson } from './operations/makeJson.ts';
import { makeXml } from './operations/makeXml.ts';
import { readCsv } from './operations/readCsv.ts';
import { readExcel } from './operations/readExcel.ts';
import { readFeed } from './operations/readFeed.ts';
import { readFile } from './operations/readFile.ts';
import { readJson } from './operations/readJson.ts';
import { readXml } from './operations/readXml.ts';

/** Data as text and files, read and made. Its names are part of every saved flow. */
export const dataConnector = defineConnector({
  id: 'data',
  version: '1',
  name: 'Formats',
  description: 'Read and make files: CSV, Excel, JSON, XML and text; and read news feeds.',
  category: 'files',
  auth: [],
  operations: {
    readCsv,
    makeCsv,
    readExcel,
    makeExcel,
    readFile,
    makeFile,
    readJson,
    makeJson,
    readXml,
    makeXml,
    readFeed,
  },
});
