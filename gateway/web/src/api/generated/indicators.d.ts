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
        CoverageView: {
            facilities: components["schemas"]["ReportedView"];
            facilityDays: components["schemas"]["ReportedView"];
            states: null | components["schemas"]["ReportedView"];
        };
        /** @enum {string} */
        Dimension: "nation" | "state" | "unitLevel" | "unitType" | "rural" | "facility" | "clave" | "supplier" | "productClass";
        Excluded: {
            /** Format: int64 */
            count: number;
            reason: string;
        };
        FigureView: {
            against: null | components["schemas"]["FigureView"];
            /** Format: date-time */
            asOf: null | string;
            /** Format: double */
            change: null | number;
            code: string;
            /** Format: date-time */
            computedAt: null | string;
            coverage: components["schemas"]["CoverageView"];
            /** Format: int64 */
            denominator: number;
            excluded: components["schemas"]["Excluded"][];
            final: boolean;
            incomplete: null | components["schemas"]["Excluded"][];
            indicator: string;
            level: components["schemas"]["Dimension"];
            name: null | string;
            /** Format: int64 */
            numerator: number;
            /**
             * Format: int64
             * @default 0
             */
            parked: number;
            period: string;
            /** Format: int64 */
            possibleDuplicates: number;
            /** Format: int32 */
            publication: null | number;
            reachesTarget: null | boolean;
            restated: null | string;
            rule: string;
            /**
             * Format: int64
             * @default 0
             */
            setAside: number;
            /** Format: date-time */
            standsStillSince: null | string;
            /** @enum {string} */
            status: "available" | "not-available" | "not-applicable";
            /** Format: double */
            target: null | number;
            /** Format: double */
            value: null | number;
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
        GetMetadataIndicatorView: {
            baseline: null | string;
            dataSource: string;
            direction: string;
            exclusionReasons: string[];
            formula: string;
            history: components["schemas"]["PrintedFigure"][];
            indicator: string;
            name: string;
            official: boolean;
            periodicity: string;
            printed: null | components["schemas"]["PrintedSheet"];
            purpose: string;
            rule: string;
            source: null | string;
            targets: components["schemas"]["Target"][];
            unit: string;
        };
        GetPublicBreakdownPublicBreakdown: {
            items: components["schemas"]["PublicFigure"][];
            total: components["schemas"]["PublicFigure"];
        };
        GetPublicSeriesPublicSeries: {
            items: components["schemas"]["PublicFigure"][];
        };
        GetStockMonthStockMonthLine: {
            clave: string;
            /** Format: int32 */
            days: number;
            /** Format: int32 */
            empty: number;
            emptyAtEnd: boolean;
        };
        GetStockMonthStockMonthView: {
            /** Format: int32 */
            days: number;
            /** Format: uuid */
            document: string;
            facility: string;
            lines: components["schemas"]["GetStockMonthStockMonthLine"][];
            month: string;
            stocked: string[];
            /** Format: date */
            through: string;
            /** Format: int32 */
            unknown: number;
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
        ListDocumentsDocumentPage: {
            /** Format: date-time */
            asOf: null | string;
            /** Format: int64 */
            denominator: number;
            items: components["schemas"]["ListDocumentsDocumentView"][];
            next: null | string;
            /** Format: int64 */
            numerator: number;
            /** Format: int64 */
            parked: number;
            reasons: null | components["schemas"]["Excluded"][];
            /** Format: int64 */
            setAside: number;
            /** Format: date-time */
            standsStillSince: null | string;
            /** Format: int64 */
            total: null | number;
        };
        ListDocumentsDocumentView: {
            complete: null | boolean;
            /** Format: int64 */
            denominator: number;
            /** Format: uuid */
            documentId: string;
            facility: string;
            facilityName: null | string;
            folio: null | string;
            included: boolean;
            /** Format: date */
            localDate: string;
            /** Format: int64 */
            numerator: number;
            reason: null | string;
            /** Format: int32 */
            version: number;
        };
        ListMissingMissingClave: {
            clave: string;
            description: null | string;
            /** Format: int64 */
            lines: number;
            /** Format: int64 */
            pieces: number;
            /** Format: int64 */
            prescriptions: number;
        };
        ListMissingMissingClaves: {
            /** Format: date-time */
            asOf: null | string;
            items: components["schemas"]["ListMissingMissingClave"][];
        };
        ListPublicationsPublicationView: {
            cause: components["schemas"]["PublicationCause"];
            coverage: components["schemas"]["CoverageView"];
            /** Format: int64 */
            denominator: number;
            /** Format: double */
            difference: null | number;
            hash: null | string;
            /** Format: int32 */
            number: number;
            /** Format: int64 */
            numerator: number;
            /** Format: int64 */
            position: number;
            /** Format: date-time */
            publishedAt: string;
            rule: string;
            /** @enum {string} */
            status: "available" | "not-available" | "not-applicable";
            /** Format: double */
            value: null | number;
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
        PageOfFigureView: {
            items: components["schemas"]["FigureView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfFillRoutesFillView: {
            items: components["schemas"]["FillRoutesFillView"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfGetMetadataIndicatorView: {
            items: components["schemas"]["GetMetadataIndicatorView"][];
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
        PageOfListPublicationsPublicationView: {
            items: components["schemas"]["ListPublicationsPublicationView"][];
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
        PrintedFigure: {
            indicator: string;
            institution: string;
            note: null | string;
            source: string;
            value: string;
            /** Format: int32 */
            year: number;
        };
        PrintedSheet: {
            baseline: string;
            collection: null | string;
            dataSource: string;
            lines: string;
            purpose: string;
            responsible: null | string;
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
        PublicationCause: {
            /** Format: int64 */
            catalogue: number;
            /** Format: int64 */
            corrected: number;
            /** Format: int32 */
            firstClose: number;
            /** Format: int64 */
            late: number;
            /** Format: int64 */
            voided: number;
        };
        PublicFigure: {
            /** Format: date-time */
            asOf: null | string;
            code: string;
            coverage: null | components["schemas"]["CoverageView"];
            /** Format: int64 */
            denominator: null | number;
            final: boolean;
            indicator: string;
            level: components["schemas"]["Dimension"];
            name: null | string;
            note: null | string;
            /** Format: int64 */
            numerator: null | number;
            period: string;
            reachesTarget: null | boolean;
            rule: string;
            /** @enum {string} */
            status: "available" | "not-available" | "not-applicable" | "hidden";
            /** Format: double */
            target: null | number;
            /** Format: double */
            value: null | number;
        };
        PutTargetRequest: {
            source?: null | string;
            /** Format: double */
            value?: null | number;
        };
        ReportedView: {
            /** Format: int32 */
            expected: number;
            /** Format: int32 */
            reporting: number;
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
        Target: {
            source: string;
            /** Format: double */
            value: number;
            /** Format: int32 */
            year: number;
        };
        TargetView: {
            /** Format: date-time */
            changedAt: null | string;
            indicator: string;
            source: string;
            /** Format: double */
            value: number;
            /** Format: int32 */
            version: number;
            /** Format: int32 */
            year: number;
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
