/** What opens beside or over the canvas after the first click, fetched together while the editor is idle. */

export { loadPillEditor } from './inspector/form/PillInput.tsx';
export { CompanyMenu } from './company/CompanyMenu.tsx';
export { HereMarks } from './company/HereToo.tsx';
export { WireOffer } from './inspector/proposals/WireOffer.tsx';
export { Inspector } from './inspector/Inspector.tsx';
export { pasteOnCanvas } from './paste/pasteOnCanvas.ts';
export { sayLeftOut } from './inspector/form/pastedText.ts';
export { Find } from './palette/Find.tsx';
export { OutlineNotes } from './canvas/OutlineNotes.tsx';
export { CanvasMenu } from './canvas/CanvasMenu.tsx';
export { saveAfterLeaving } from './document/saveAfterLeaving.ts';
export { settle } from './canvas/settle.ts';
export { tidy } from './canvas/tidy.ts';
export { MoveOut } from './moveOut/MoveOut.tsx';
export { QuickAdd } from './palette/QuickAdd.tsx';
export { asksFor } from './proposals/asksFor.ts';
export { Shortcuts } from './shortcuts/Shortcuts.tsx';
export { VersionMarks } from './versions/VersionMarks.tsx';
export { VersionsPanel } from './versions/VersionsPanel.tsx';
export { VisitorMarks } from './canvas/VisitorMarks.tsx';
export { PublishPanel } from './publish/PublishPanel.tsx';
export { TryPanel } from './runOverlay/TryPanel.tsx';
export { SharePanel } from './topbar/SharePanel.tsx';
export { FlowSettings } from './topbar/FlowSettings.tsx';
