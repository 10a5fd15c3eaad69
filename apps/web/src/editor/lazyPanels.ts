import { type ComponentType, lazy } from 'react';

type Panels = typeof import('./panels.ts');

/** Fetches the panels: when the editor is idle, or when the first of them is opened, whichever comes first. */
export const loadPanels = async (): Promise<Panels> => {
  loaded = await import('./panels.ts');
  return loaded;
};

let loaded: Panels | undefined;

/** What has been fetched by now, for those who cannot wait. */
export const loadedPanels = (): Panels | undefined => loaded;

function panel<Props>(pick: (all: Panels) => ComponentType<Props>) {
  return lazy(async () => ({ default: pick(await loadPanels()) }));
}

export const Inspector = panel((all) => all.Inspector);
export const WireOffer = panel((all) => all.WireOffer);
export const Find = panel((all) => all.Find);
export const QuickAdd = panel((all) => all.QuickAdd);
export const OutlineNotes = panel((all) => all.OutlineNotes);
export const CanvasMenu = panel((all) => all.CanvasMenu);
export const MoveOut = panel((all) => all.MoveOut);
export const PublishPanel = panel((all) => all.PublishPanel);
export const TryPanel = panel((all) => all.TryPanel);
export const FlowSettings = panel((all) => all.FlowSettings);
export const Shortcuts = panel((all) => all.Shortcuts);
export const VersionsPanel = panel((all) => all.VersionsPanel);
export const CompanyMenu = panel((all) => all.CompanyMenu);
export const HereMarks = panel((all) => all.HereMarks);
export const VisitorMarks = panel((all) => all.VisitorMarks);
export const SharePanel = panel((all) => all.SharePanel);
export const VersionMarks = panel((all) => all.VersionMarks);
