import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

interface TextTabsProps<Id extends string> {
  /** What the choice is about. */
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly name: string; readonly panel: ReactNode }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** Words in a row, of which one is chosen, and what belongs to it. */
export function TextTabs<Id extends string>({ label, tabs, chosen, onChoose }: TextTabsProps<Id>) {
  return (
    <Tabs
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onChoose(tab.id);
      }}
    >
      <TabList aria-label={label} className="mb-4 flex gap-1 border-b border-line">
        {tabs.map(({ id, name }) => (
          <Tab
            key={id}
            id={id}
            className="-mb-px cursor-pointer border-b-2 border-transparent px-3 py-1.5 font-medium text-fg-muted data-selected:border-accent data-selected:text-fg"
          >
            {name}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, panel }) => (
        <TabPanel key={id} id={id} className="outline-none">
          {panel}
        </TabPanel>
      ))}
    </Tabs>
  );
}
