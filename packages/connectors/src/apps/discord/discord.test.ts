import { describeApi } from '../testing/describeApi.ts';
import { discordConnector } from './index.ts';

describeApi(discordConnector, import.meta.dirname, { judge: 'discord.json' });
