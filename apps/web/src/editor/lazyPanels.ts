import { type ComponentType, lazy } from 'react';

type Panels = typeof import('./panels.ts');

/** Fetches the panels: when the editor is idle, or when the first of them is opened, whichever comes first. */
export const loadPanels = (): Promise<Panels> => import('./panels.ts');

function panel<Props>(pick: (all: Panels) => ComponentType<Props>) {
  return lazy(async () => ({ default: pick(await loadPanels()) }));
}

export const Inspector = panel((all) => all.Inspector);
export const Find = panel((all) => all.Find);
export const QuickAdd = panel((all) => all.QuickAdd);
export const CanvasMenu = panel((all) => all.CanvasMenu);
export const MoveOut = panel((all) => all.MoveOut);
export const PublishPanel = panel((all) => all.PublishPanel);
export const TryPanel = panel((all) => all.TryPanel);
export const FlowSettings = panel((all) => all.FlowSettings);
export const Shortcuts = panel((all) => all.Shortcuts);
export const VersionsPanel = panel((all) => all.VersionsPanel);
export const VersionMarks = panel((all) => all.VersionMarks);
