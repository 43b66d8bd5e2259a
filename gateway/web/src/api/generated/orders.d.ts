export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AmendAwardRequest: {
            buyers: null | components["schemas"]["AwardBuyersRequest"][];
            document: null | string;
            reason: null | string;
            /** Format: date */
            to: null | string;
        };
        AmendedBuyer: {
            buyer: string;
            /** Format: int64 */
            max: number;
            /** Format: int64 */
            maxBefore: null | number;
            /** Format: int64 */
            min: number;
            /** Format: int64 */
            minBefore: null | number;
        };
        AmendmentView: {
            /** Format: date-time */
            at: string;
            buyers: components["schemas"]["AmendedBuyer"][];
            by: string;
            document: string;
            /** Format: uuid */
            id: string;
            reason: string;
            /** Format: date */
            to: string;
            /** Format: date */
            toBefore: string;
            /** Format: int32 */
            version: number;
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
        AwardBuyersRequest: {
            buyer: null | string;
            /** Format: int64 */
            max: null | number;
            /** Format: int64 */
            min: null | number;
        };
        AwardBuyerView: {
            buyer: string;
            /** Format: int64 */
            exposure: number;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            max: number;
            /** Format: int64 */
            min: number;
            /** Format: int64 */
            ordered: number;
            /** Format: int64 */
            supplied: number;
        };
        AwardView: {
            amendments: null | components["schemas"]["AmendmentView"][];
            buyers: components["schemas"]["AwardBuyerView"][];
            clave: string;
            /** Format: date */
            from: string;
            fundingSource: null | string;
            /** Format: uuid */
            id: string;
            supplier: string;
            /** Format: date */
            to: string;
            /** Format: double */
            unitPrice: number;
            /**
             * Format: int32
             * @default 1
             */
            version: number;
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
        DeliveryView: {
            /** Format: int64 */
            good: number;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            inTransit: number;
            /** @enum {string} */
            kind: "shipment" | "receipt";
            place: string;
            /** Format: date */
            receivedOn: null | string;
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
        IssueSupplyOrderLineRequest: {
            /** Format: uuid */
            award: null | string;
            clave: null | string;
            /** Format: int64 */
            quantity: null | number;
        };
        IssueSupplyOrderRequest: {
            destination: null | string;
            emergency: null | boolean;
            /** Format: date */
            issuedOn: null | string;
            lines: null | components["schemas"]["IssueSupplyOrderLineRequest"][];
            /** Format: date */
            promisedOn: null | string;
            source: null | components["schemas"]["IssueSupplyOrderSourceRequest"];
            state: null | string;
        };
        IssueSupplyOrderSourceRequest: {
            id: null | string;
            /** @enum {null|string} */
            kind: "supplier" | "warehouse" | null;
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
        LineView: {
            /** Format: uuid */
            award: null | string;
            /** Format: int64 */
            awardLeft: null | number;
            /** Format: int32 */
            cancelled: number;
            clave: string;
            /** Format: int32 */
            damaged: number;
            /** Format: int32 */
            good: number;
            /** Format: int32 */
            inTransit: number;
            /** Format: int32 */
            line: number;
            /** Format: double */
            monthsOfStock: null | number;
            /** Format: int32 */
            ordered: number;
            overCoverage: boolean;
            /** Format: int32 */
            quarantined: number;
            /** Format: int32 */
            shipped: number;
            /** Format: int32 */
            short: number;
            /** Format: int32 */
            surplus: number;
            /** Format: int32 */
            toCome: number;
        };
        ListAwardsItem: {
            buyers: components["schemas"]["AwardBuyerView"][];
            clave: string;
            /** Format: int64 */
            exposure: number;
            /** Format: date */
            from: string;
            fundingSource: null | string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            max: number;
            /** Format: int64 */
            min: number;
            /** Format: int64 */
            ordered: number;
            /** Format: int64 */
            supplied: number;
            supplier: string;
            /** Format: date */
            to: string;
            /** Format: double */
            unitPrice: number;
            /** Format: int32 */
            version: number;
        };
        ListLinesToSendItem: {
            clave: string;
            destination: string;
            emergency: boolean;
            /** Format: int32 */
            inTransit: number;
            /** Format: date */
            issuedOn: string;
            late: boolean;
            /** Format: int32 */
            line: number;
            /** Format: double */
            monthsOfStock: null | number;
            number: null | string;
            /** Format: uuid */
            order: string;
            /** Format: int32 */
            ordered: number;
            /** Format: date */
            promisedOn: null | string;
            source: components["schemas"]["SourceView"];
            state: string;
            status: components["schemas"]["OrderStatus"];
            /** Format: int32 */
            supplied: number;
            /** Format: int32 */
            toSend: number;
        };
        ListSupplyOrdersItem: {
            destination: string;
            emergency: boolean;
            /** Format: int64 */
            good: number;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            inTransit: number;
            /** Format: date */
            issuedOn: string;
            late: boolean;
            /** Format: int32 */
            lines: number;
            /** Format: double */
            monthsOfStock: null | number;
            number: null | string;
            /** Format: int64 */
            ordered: number;
            /** Format: date */
            promisedOn: null | string;
            replenishes: boolean;
            source: components["schemas"]["SourceView"];
            state: string;
            status: components["schemas"]["OrderStatus"];
            /** Format: date */
            suppliedOn: null | string;
            /** Format: int32 */
            version: number;
        };
        /** @enum {string} */
        OrderStatus: "issued" | "approved" | "rejected" | "inSupply" | "supplied" | "closedShort" | "cancelled";
        OrderView: {
            /** Format: date-time */
            approvedAt: null | string;
            buyer: null | string;
            deliveries: null | components["schemas"]["DeliveryView"][];
            destination: string;
            emergency: boolean;
            history: components["schemas"]["StepView"][];
            /** Format: uuid */
            id: string;
            /** Format: date */
            issuedOn: string;
            lines: components["schemas"]["LineView"][];
            /** Format: double */
            monthsOfStock: null | number;
            number: null | string;
            onTime: null | boolean;
            /** Format: date */
            promisedOn: null | string;
            replenishes: boolean;
            source: components["schemas"]["SourceView"];
            state: string;
            status: components["schemas"]["OrderStatus"];
            /** Format: date */
            suppliedOn: null | string;
            unverified: boolean;
            /** Format: int32 */
            version: number;
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
        PageOfFillRoutesFillView: {
            items: components["schemas"]["FillRoutesFillView"][];
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
        PageOfListAwardsItem: {
            items: components["schemas"]["ListAwardsItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListLinesToSendItem: {
            items: components["schemas"]["ListLinesToSendItem"][];
            /** @description Pass it as `after` for the rows that follow; null: there are none. */
            next: null | string;
        };
        PageOfListSupplyOrdersItem: {
            items: components["schemas"]["ListSupplyOrdersItem"][];
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
        PageOfSplitStockItem: {
            items: components["schemas"]["SplitStockItem"][];
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
        PutAwardRequest: {
            buyers: null | components["schemas"]["AwardBuyersRequest"][];
            clave: null | string;
            /** Format: date */
            from: null | string;
            fundingSource: null | string;
            supplier: null | string;
            /** Format: date */
            to: null | string;
            /** Format: double */
            unitPrice: null | number;
        };
        ReasonRequest: {
            reason: null | string;
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
        SourceView: {
            id: string;
            /** @enum {string} */
            kind: "supplier" | "warehouse";
        };
        SplitStockItem: {
            /** Format: int64 */
            atHand: number;
            clave: string;
            lines: components["schemas"]["SplitStockShare"][];
            /** Format: int64 */
            proposed: number;
            /** Format: int64 */
            toSend: number;
            ven: null | string;
        };
        SplitStockShare: {
            destination: string;
            emergency: boolean;
            /** Format: int32 */
            line: number;
            /** Format: double */
            monthsAfter: null | number;
            /** Format: double */
            monthsBefore: null | number;
            number: null | string;
            /** Format: uuid */
            order: string;
            /** Format: date */
            promisedOn: null | string;
            /** Format: int64 */
            proposed: number;
            /** Format: int32 */
            toSend: number;
        };
        StepView: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: null | string;
            role: string;
            status: components["schemas"]["OrderStatus"];
            /** Format: int32 */
            version: number;
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
