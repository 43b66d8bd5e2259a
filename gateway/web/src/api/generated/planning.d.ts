export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApproveDemandRequest: {
            /** @enum {null|string} */
            side: "medical" | "administrative" | null;
        };
        ApproveFromDemandPair: {
            clave: null | string;
            facility: null | string;
        };
        ApproveFromDemandRequest: {
            asOf: null | string;
            pairs: null | components["schemas"]["ApproveFromDemandPair"][];
        };
        ApproveFromDemandResponse: {
            /** Format: int32 */
            approved: number;
            asOf: string;
        };
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
        CodeChangeRoutesCodeChangeView: {
            /** @description The code that they are given. */
            current: string;
            /** Format: date-time */
            dueAt: null | string;
            /** Format: date-time */
            finishedAt: null | string;
            /** Format: int64 */
            moved: number;
            note: null | string;
            /** Format: date-time */
            requestedAt: string;
            /** @description The code under which the rows were recorded. */
            stated: string;
            /**
             * @description `moving`, `sweeping` (all moved, looked through again later), `finished` or `postponed`
             *         (see the note).
             * @enum {string}
             */
            status: "moving" | "sweeping" | "finished" | "postponed";
        };
        EditionView: {
            administrativeBy: null | string;
            analysedBy: null | string;
            /** Format: uuid */
            cpmRun: null | string;
            /**
             * Format: int32
             * @default 0
             */
            cpmSetAside: number;
            /** Format: int32 */
            edition: number;
            from: string;
            medicalBy: null | string;
            /** Format: int32 */
            months: number;
            net: boolean;
            period: string;
            /** Format: date-time */
            publishedAt: null | string;
            publishedBy: null | string;
            /** Format: int32 */
            requests: null | number;
            rule: string;
            /** @enum {string} */
            status: "opening" | "draft" | "requested" | "analysed" | "approved" | "published";
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
        GetCpmRunResponse: {
            asOf: string;
            /**
             * Format: int32
             * @default 0
             */
            clavesSetAside: number;
            /** Format: int32 */
            computed: number;
            /** Format: int32 */
            facilitiesDone: number;
            /** Format: int32 */
            facilitiesExpected: number;
            /**
             * Format: int32
             * @default 0
             */
            factsParked: number;
            /** Format: date-time */
            finishedAt: null | string;
            /** Format: int32 */
            fromDemand: number;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            insufficient: number;
            notice: null | string;
            /** Format: date-time */
            officialAt: null | string;
            officialBy: null | string;
            /** Format: int32 */
            pairs: number;
            rule: string;
            /**
             * Format: int32
             * @default 0
             */
            setAside: number;
            /** @enum {string} */
            standing: "official" | "proposed" | "exploratory";
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "finished";
            valuesKept: boolean;
            /** Format: int32 */
            window: number;
        };
        GetFormularyCoverageFormularyVersion: {
            unitType: string;
            /** Format: int32 */
            version: number;
        };
        GetFormularyCoverageResponse: {
            /** Format: int32 */
            allowed: number;
            /** Format: int32 */
            asked: number;
            buyer: string;
            /** Format: int32 */
            edition: number;
            formularies: components["schemas"]["GetFormularyCoverageFormularyVersion"][];
            notAsked: string[];
            outside: string[];
            period: string;
            /** Format: int32 */
            requestVersion: number;
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
        ListCpmItem: {
            approved: boolean;
            asOf: string;
            clave: string;
            code: string;
            /** Format: double */
            cpm: null | number;
            /** Format: int32 */
            fromDemandChildren: number;
            /** Format: int32 */
            insufficientChildren: number;
            /** @enum {string} */
            level: "facility" | "buyer" | "state" | "nation";
            months: components["schemas"]["MonthEvidence"][];
            /** Format: int64 */
            planningQuantity: null | number;
            rule: string;
            /** Format: uuid */
            run: string;
            /**
             * Format: int32
             * @default 0
             */
            setAside: number;
            /** @enum {string} */
            standing: "official" | "proposed" | "exploratory";
            /** @enum {string} */
            status: "computed" | "insufficient-data" | "from-demand";
            /** Format: int32 */
            window: number;
        };
        ListDemandItem: {
            buyer: null | string;
            /** Format: int32 */
            buyers: null | number;
            clave: null | string;
            /** Format: int32 */
            claves: null | number;
            /** Format: int64 */
            consolidated: null | number;
            /** Format: int64 */
            cpmBased: null | number;
            /** Format: int32 */
            cpmInsufficient: null | number;
            /** @enum {null|string} */
            cpmStatus: "computed" | "insufficient-data" | "from-demand" | null;
            description: null | string;
            /** Format: int32 */
            deviates: number;
            justification: null | string;
            /** Format: int64 */
            justifyAbove: null | number;
            /** Format: int64 */
            justifyBelow: null | number;
            /** Format: int32 */
            lines: number;
            /** Format: int64 */
            max: null | number;
            /** Format: int64 */
            min: null | number;
            /** Format: int32 */
            minDeviates: number;
            /** Format: int64 */
            requested: null | number;
            /** Format: int32 */
            rounded: number;
            /**
             * Format: int32
             * @default 0
             */
            unjustified: number;
            /** Format: int32 */
            version: null | number;
        };
        ListMonthsOfStockItem: {
            asOf: string;
            clave: string;
            code: string;
            /** Format: int32 */
            insufficientChildren: number;
            /** Format: int64 */
            inTransit: number;
            /** @enum {string} */
            level: "nation" | "state" | "facility";
            /** Format: double */
            months: null | number;
            /** Format: double */
            monthsWithTransit: null | number;
            /** Format: int64 */
            planningQuantity: null | number;
            rule: string;
            /** Format: uuid */
            run: string;
            /** Format: int64 */
            usable: number;
        };
        MonthEvidence: {
            counted: boolean;
            /** Format: int32 */
            days: number;
            /** Format: int64 */
            dispensed: number;
            month: string;
            /** Format: int64 */
            prescribed: number;
            /** @enum {null|string} */
            reason: "not-reported" | "stock-out" | null;
            /** Format: int32 */
            stockOutDays: number;
            stockUnknown: boolean;
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
        PageOfCodeChangeRoutesCodeChangeView: {
            items: components["schemas"]["CodeChangeRoutesCodeChangeView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfEditionView: {
            items: components["schemas"]["EditionView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFillRoutesFillView: {
            items: components["schemas"]["FillRoutesFillView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfGetCpmRunResponse: {
            items: components["schemas"]["GetCpmRunResponse"][];
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
        PageOfListCpmItem: {
            items: components["schemas"]["ListCpmItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListDemandItem: {
            items: components["schemas"]["ListDemandItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListMonthsOfStockItem: {
            items: components["schemas"]["ListMonthsOfStockItem"][];
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
        PutConsolidatedLinesAnswer: {
            buyer: null | string;
            clave: null | string;
            code: null | string;
            /** Format: int64 */
            consolidated: null | number;
            /** Format: int64 */
            cpmBased: null | number;
            detail: null | string;
            field: null | string;
            /** Format: int64 */
            min: null | number;
            /** Format: int64 */
            requested: null | number;
            /** @enum {string} */
            status: "recorded" | "repeated" | "refused";
            /** Format: int32 */
            version: null | number;
        };
        PutConsolidatedLinesLine: {
            buyer: null | string;
            clave: null | string;
            /** Format: int64 */
            max: null | number;
            /** Format: int32 */
            version?: null | number;
        };
        PutConsolidatedLinesRequest: {
            lines: null | components["schemas"]["PutConsolidatedLinesLine"][];
        };
        PutConsolidatedLinesResponse: {
            /** Format: int32 */
            edition: number;
            lines: components["schemas"]["PutConsolidatedLinesAnswer"][];
            period: string;
            /** Format: int32 */
            recorded: number;
            /** Format: int32 */
            refused: number;
            /** Format: int32 */
            repeated: number;
        };
        PutConsolidatedRequest: {
            /** Format: int64 */
            max: null | number;
        };
        PutConsolidatedResponse: {
            buyer: string;
            clave: string;
            /** Format: int64 */
            consolidated: null | number;
            /** Format: int64 */
            cpmBased: null | number;
            /** Format: int32 */
            edition: number;
            /** Format: int64 */
            max: null | number;
            /** Format: int64 */
            min: null | number;
            period: string;
            /** Format: int64 */
            requested: null | number;
            /** Format: int32 */
            version: number;
        };
        PutDemandPeriodRequest: {
            from: null | string;
            /** Format: int32 */
            months: null | number;
            /** @default false */
            net: boolean;
        };
        PutDemandRequestLine: {
            clave: null | string;
            justification?: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        PutDemandRequestRequest: {
            lines: null | components["schemas"]["PutDemandRequestLine"][];
        };
        PutDemandRequestResponse: {
            buyer: string;
            /** Format: int32 */
            edition: number;
            lines: components["schemas"]["PutDemandRequestLine"][];
            period: string;
            /** Format: int32 */
            version: number;
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
        StartCpmRunRequest: {
            asOf: null | string;
            /** Format: int32 */
            window?: null | number;
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
