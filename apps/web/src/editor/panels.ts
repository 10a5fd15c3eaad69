/** What opens beside or over the canvas after the first click, fetched together while the editor is idle. */

export { loadPillEditor } from './inspector/form/PillInput.tsx';
export { Inspector } from './inspector/Inspector.tsx';
export { Find } from './palette/Find.tsx';
export { CanvasMenu } from './canvas/CanvasMenu.tsx';
export { MoveOut } from './moveOut/MoveOut.tsx';
export { QuickAdd } from './palette/QuickAdd.tsx';
export { asksFor } from './proposals/asksFor.ts';
export { Shortcuts } from './shortcuts/Shortcuts.tsx';
export { VersionMarks } from './versions/VersionMarks.tsx';
export { VersionsPanel } from './versions/VersionsPanel.tsx';
export { PublishPanel } from './publish/PublishPanel.tsx';
export { TryPanel } from './runOverlay/TryPanel.tsx';
export { FlowSettings } from './topbar/FlowSettings.tsx';
