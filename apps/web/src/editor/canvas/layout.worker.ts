import { type LayoutInput, layoutFlow } from './layout.ts';

// The layout of a thousand steps takes a second; here it does not stop the canvas.
self.addEventListener('message', (event: MessageEvent<LayoutInput>) => {
  self.postMessage(layoutFlow(event.data));
});
