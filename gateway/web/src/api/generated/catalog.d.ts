export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditOperationsAuditView: {
            action: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            correlationId: string;
            detail: null | string;
            document: string;
            /** Format: uuid */
            id: string;
            role: string;
            subject: string;
        };
        BuyerView: {
            aliases: string[];
            code: string;
            kind: string;
            name: string;
            state: string;
            /** Format: int32 */
            version: number;
        };
        FacilityView: {
            buyer: null | string;
            /** Format: int32 */
            careLevel: null | number;
            /** Format: date */
            closesOn: null | string;
            code: string;
            /** @enum {string} */
            kind: "healthUnit" | "mobileUnit" | "hospital" | "stateWarehouse" | "centralWarehouse" | "unclassified";
            /** Format: double */
            latitude: null | number;
            /** Format: double */
            longitude: null | number;
            municipality: null | string;
            name: string;
            /** Format: date */
            opensOn: null | string;
            openWeekdays: null | number[];
            predecessors: string[];
            rural: null | boolean;
            state: string;
            timeZone: string;
            unitType: null | string;
            /** Format: date */
            validFrom: string;
            /** Format: int32 */
            version: number;
        };
        FillRoutesFillView: {
            /**
             * Format: int64
             * @description Facts since it fell due.
             */
            count: number;
            /**
             * Format: date-time
             * @description When a database that had nothing of it was given what the owner had: what this service alone had made of it before is lost.
             */
            filledAt: null | string;
            note: null | string;
            owner: string;
            /**
             * @description `due`, `filling` or `taken`.
             * @enum {string}
             */
            status: "due" | "filling" | "taken";
            stream: string;
            /**
             * Format: date-time
             * @description When it was last taken whole; absent: never.
             */
            takenAt: null | string;
        };
        FormularyView: {
            claves: string[];
            unitType: string;
            /** Format: int32 */
            version: number;
        };
        FundingSourceView: {
            active: boolean;
            aliases: string[];
            code: string;
            name: string;
            ringFenced: boolean;
            /** Format: int32 */
            version: number;
        };
        GtinView: {
            /** Format: date-time */
            changedAt: string;
            changedBy: string;
            clave: string;
            deleted: boolean;
            facility: null | string;
            gtin: string;
            /** Format: int32 */
            version: number;
        };
        /** @description What an import did: received = created + updated + unchanged + rejected. */
        ImportReport: {
            /** Format: int32 */
            created: number;
            /**
             * Format: int32
             * @description Rows that hold anything; the header and blank lines are none.
             */
            received: number;
            rejected: components["schemas"]["RejectedRow"][];
            /** Format: int32 */
            unchanged: number;
            /** Format: int32 */
            updated: number;
        };
        ItemView: {
            active: boolean;
            clave: string;
            coldChain: boolean;
            controlled: boolean;
            description: string;
            productClass: components["schemas"]["ProductClass"];
            ven: null | string;
            /** Format: int32 */
            version: number;
        };
        JobOperationsJobRunView: {
            by: string;
            /** Format: date-time */
            finishedAt: null | string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            items: number;
            note: null | string;
            /** Format: int64 */
            setAside: number;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "done" | "failed" | "stopped" | "lost";
        };
        JobOperationsJobView: {
            lastRun: null | components["schemas"]["JobOperationsJobRunView"];
            name: string;
            schedule: string;
        };
        JsonElement: unknown;
        ListFormulariesItem: {
            /** Format: date-time */
            changedAt: null | string;
            unitType: string;
            /** Format: int32 */
            version: number;
        };
        ListGtinsChanges: {
            items: components["schemas"]["GtinView"][];
            more: boolean;
            /** Format: int64 */
            next: number;
        };
        LocationView: {
            active: boolean;
            aliases: string[];
            code: string;
            name: string;
            /** Format: int32 */
            version: number;
        };
        OfflinePack: {
            /** Format: date-time */
            asOf: string;
            complete: boolean;
            facility: components["schemas"]["OfflinePackPlace"];
            formulary: null | components["schemas"]["OfflinePackClaves"];
            fundingSources: null | components["schemas"]["OfflinePackEntry"][];
            gtins: components["schemas"]["OfflinePackBarCode"][];
            items: components["schemas"]["OfflinePackItem"][];
            locations: null | components["schemas"]["OfflinePackEntry"][];
            removedGtins: string[];
            removedItems: string[];
        };
        OfflinePackBarCode: {
            clave: string;
            gtin: string;
        };
        OfflinePackClaves: {
            allowed: null | string[];
            unitType: null | string;
        };
        OfflinePackEntry: {
            code: string;
            name: string;
            /** @default false */
            ringFenced: boolean;
        };
        OfflinePackItem: {
            clave: string;
            name: string;
            presentation: null | string;
            unit: string;
        };
        OfflinePackPlace: {
            code: string;
            name: null | string;
            state: string;
            timeZone: string;
            unitType: null | string;
        };
        OutboxOperationsOutboxType: {
            /** Format: int64 */
            count: number;
            type: string;
        };
        OutboxOperationsOutboxView: {
            /** Format: int64 */
            depth: number;
            /**
             * Format: double
             * @description Seconds; absent where none waits.
             */
            oldestAge: null | number;
            types: components["schemas"]["OutboxOperationsOutboxType"][];
        };
        PageOfAuditOperationsAuditView: {
            items: components["schemas"]["AuditOperationsAuditView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfBuyerView: {
            items: components["schemas"]["BuyerView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFacilityView: {
            items: components["schemas"]["FacilityView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFillRoutesFillView: {
            items: components["schemas"]["FillRoutesFillView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFundingSourceView: {
            items: components["schemas"]["FundingSourceView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfItemView: {
            items: components["schemas"]["ItemView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfJobOperationsJobRunView: {
            items: components["schemas"]["JobOperationsJobRunView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfJobOperationsJobView: {
            items: components["schemas"]["JobOperationsJobView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListFormulariesItem: {
            items: components["schemas"]["ListFormulariesItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfLocationView: {
            items: components["schemas"]["LocationView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfParkedCausesCauseView: {
            items: components["schemas"]["ParkedCausesCauseView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfParkedOperationsParkedView: {
            items: components["schemas"]["ParkedOperationsParkedView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfSetAsideOperationsSetAsideView: {
            items: components["schemas"]["SetAsideOperationsSetAsideView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfToDoCount: {
            items: components["schemas"]["ToDoCount"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        ParkedCausesCauseView: {
            /** @description The first line of the error with ids and numbers left out: the same for all that one fault has stopped. */
            cause: string;
            /** Format: int64 */
            count: number;
            /**
             * Format: uuid
             * @description The message that has been parked longest.
             */
            example: string;
            /** Format: date-time */
            firstAt: string;
            handler: string;
            /** Format: date-time */
            lastAt: string;
            type: string;
        };
        ParkedCausesReplayedView: {
            /**
             * Format: int32
             * @description Taken by their handlers, and no longer parked.
             */
            done: number;
            /** @description Pass it as `after` for those that were not tried yet; null: there are none. */
            next: null | string;
            /**
             * Format: int32
             * @description Tried and still parked.
             */
            parked: number;
        };
        ParkedOperationsParkedMessageView: {
            /** Format: int32 */
            attempts: number;
            body: components["schemas"]["JsonElement"];
            /** Format: uuid */
            causationId: null | string;
            /** Format: uuid */
            correlationId: string;
            /** Format: date-time */
            createdAt: string;
            /** @description What the message tells of: its members up to the version. */
            document: string;
            error: string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            parkedAt: string;
            producer: string;
            type: string;
        };
        ParkedOperationsParkedView: {
            /** Format: int32 */
            attempts: number;
            /** Format: uuid */
            correlationId: string;
            /** Format: date-time */
            createdAt: string;
            error: string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            parkedAt: string;
            producer: string;
            type: string;
        };
        ParkedOperationsSettled: {
            error: null | string;
            handler: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "done" | "parked" | "discarded";
        };
        /** @description The one form of every error (RFC 9457). */
        Problem: {
            /** @description Stable: `inventory.insufficient-stock`. */
            code: string;
            /** Format: uuid */
            correlationId: string;
            /** @description Spanish, for people. */
            detail: string;
            /** @description The member of the request at fault. */
            field?: null | string;
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        /**
         * @description Medicines and medical supplies are the two classes that the official indicator `ind-a` names; the rest is reported apart.
         * @enum {string}
         */
        ProductClass: "medicine" | "medicalSupply" | "vaccine" | "other";
        PutBuyerRequest: {
            aliases?: null | string[];
            kind?: null | string;
            name?: null | string;
            state?: null | string;
        };
        PutFacilityRequest: {
            buyer?: null | string;
            /** Format: int32 */
            careLevel?: null | number;
            /** Format: date */
            closesOn?: null | string;
            confirmedPredecessors?: null | string[];
            /** @enum {null|string} */
            kind?: "healthUnit" | "mobileUnit" | "hospital" | "stateWarehouse" | "centralWarehouse" | "unclassified" | null;
            /** Format: double */
            latitude?: null | number;
            /** Format: double */
            longitude?: null | number;
            municipality?: null | string;
            name?: null | string;
            /** Format: date */
            opensOn?: null | string;
            openWeekdays?: null | number[];
            predecessors?: null | string[];
            rural?: null | boolean;
            state?: null | string;
            timeZone?: null | string;
            unitType?: null | string;
            /** Format: date */
            validFrom?: null | string;
        };
        PutFormularyRequest: {
            claves?: null | string[];
        };
        PutFundingSourceRequest: {
            /** @default true */
            active: boolean;
            aliases?: null | string[];
            name?: null | string;
            /** @default false */
            ringFenced: boolean;
        };
        PutGtinRequest: {
            clave: null | string;
            facility?: null | string;
        };
        PutLocationRequest: {
            /** @default true */
            active: boolean;
            aliases?: null | string[];
            name?: null | string;
        };
        RejectedRow: {
            code: string;
            detail: string;
            /** @description The column that the reason is about; null: the row as a whole. */
            field: null | string;
            /**
             * Format: int32
             * @description The line of the file on which the row begins, as an editor counts: the first line is 1, header and blank lines
             *         count.
             */
            row: number;
        };
        SchedulePageSessionSessionView: {
            /**
             * Format: int64
             * @description Seconds.
             */
            expiresIn: number;
            path: string;
        };
        SetAsideOperationsSetAsideDiscarded: {
            item: string;
            job: string;
        };
        SetAsideOperationsSetAsideView: {
            error: string;
            /** Format: date-time */
            firstAt: string;
            item: string;
            job: string;
            /** Format: date-time */
            lastAt: string;
            service: string;
            /**
             * Format: int64
             * @description In how many runs it failed.
             */
            times: number;
        };
        ToDoCount: {
            /** Format: int64 */
            count: number;
            /** @description What waits for the caller: `orders-to-approve`. */
            kind: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
