import { describeApi } from '../testing/describeApi.ts';
import { notionConnector } from './index.ts';

describeApi(notionConnector, import.meta.dirname, {
  judge: 'notion.json',
  denied: {
    createItem: 'It knows no parent of the kind data_source_id, and takes the blocks of a page for texts.',
    createPage: 'It takes the blocks of a page for texts.',
  },
});
