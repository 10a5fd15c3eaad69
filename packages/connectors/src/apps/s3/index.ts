import type { Connector, Operation } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { copyFile } from './operations/copyFile.ts';
import { getFileInfo } from './operations/getFileInfo.ts';
import { listBuckets } from './operations/listBuckets.ts';
import { listFiles } from './operations/listFiles.ts';
import { makeLink } from './operations/makeLink.ts';
import { overlay } from './overlay.ts';
import { storedFile } from './storedFile.ts';

const api = defineApi({ id: 's3', version: '1', description, overlay });
const { uploadFile, downloadFile, deleteFile } = api.operations;
const { answer } = overlay.defaults;

const described = (name: string, operation: Operation | undefined) =>
  operation === undefined ? {} : { [name]: operation };

/** S3 answers in XML and in headers, which takes code where a step gives more than a file. */
export const s3Connector: Connector = {
  ...api,
  operations: {
    ...described('uploadFile', uploadFile && { ...uploadFile, ...storedFile }),
    ...described('downloadFile', downloadFile),
    listFiles: { ...listFiles, answerRules: answer },
    getFileInfo: { ...getFileInfo, answerRules: answer },
    copyFile: { ...copyFile, answerRules: answer },
    makeLink,
    ...described('deleteFile', deleteFile),
    listBuckets: { ...listBuckets, answerRules: answer },
  },
};
