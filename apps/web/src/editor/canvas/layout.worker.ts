import { type LayoutInput, layoutFlow } from './layout.ts';

// The layout of a thousand steps takes a second; here it does not stop the canvas.
self.addEventListener('message', (event: MessageEvent<LayoutInput>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window: it takes no origin
  self.postMessage(layoutFlow(event.data));
});
